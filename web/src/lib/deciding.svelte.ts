// Sends rulings. Where somebody else ruled on the same thing meanwhile, both are shown and the analyst chooses.
import { api, ApiError, type Decided, type DecisionDraft, type DecisionRow } from './api';
import { desk } from './desk.svelte';
import { notices } from './notices.svelte';

const KEPT = 'tocsin.reason';

class Deciding {
  /** The reason that goes with rulings made by a single key. */
  quickReason = $state(localStorage.getItem(KEPT) ?? 'Checked against the article');
  clash = $state.raw<{ draft: DecisionDraft; theirs: DecisionRow[]; error: ApiError; then: (done: Decided) => void } | undefined>(
    undefined,
  );

  keepReason(reason: string): void {
    this.quickReason = reason;
    localStorage.setItem(KEPT, reason);
  }

  /** Resolves with what the desk made of it, or undefined where it was refused (and said so). */
  async send(draft: DecisionDraft, said: string, then: (done: Decided) => void = () => undefined): Promise<Decided | undefined> {
    try {
      const done = await api.decide({ seen: desk.case?.last_decision ?? 0, ...draft });
      this.#made(done, said, then);
      return done;
    } catch (problem) {
      const error = ApiError.from(problem);
      if (error.code === 'edited-meanwhile') this.clash = { draft, theirs: error.decisions, error, then };
      else notices.fail(error);
      return undefined;
    }
  }

  async insist(): Promise<void> {
    const clash = this.clash;
    this.clash = undefined;
    if (clash) await this.send({ ...clash.draft, anyway: true }, 'Kept beside the other ruling; yours holds.', clash.then);
  }

  async undo(decision: number, reason: string, then: (done: Decided) => void = () => undefined): Promise<void> {
    try {
      this.#made(await api.undo(decision, reason), `Ruling ${decision} taken back.`, then, false);
    } catch (error) {
      notices.fail(ApiError.from(error));
    }
  }

  #made(done: Decided, said: string, then: (done: Decided) => void, undoable = true): void {
    const number = done.decision.number;
    if (desk.case) desk.case = { ...desk.case, last_decision: Math.max(desk.case.last_decision, number) };
    const action = { label: 'Take back', run: () => void this.undo(number, 'Taken back at once', then) };
    notices.say(said, undoable ? action : undefined);
    then(done);
  }
}

export const deciding = new Deciding();
