// What every view needs: who is here, which case this is, the words for its vocabularies, and when its state changed.
import { api, ApiError, useSession, type Building, type Case, type DecisionRow, type Job, type Session, type Word, type Words } from './api';
import { router } from './router.svelte';

class Desk {
  session = $state.raw<Session | undefined>(undefined);
  case = $state.raw<Case | undefined>(undefined);
  words = $state.raw<Words | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  building = $state.raw<Building | null>(null);
  jobs = $state.raw<Record<string, Job>>({});
  /** The state that answered when a job was sent: until another one answers, what it added cannot be opened yet. */
  sentAt: Record<string, string | null> = {};
  /** Grows whenever a new snapshot answers; views that read it load again. */
  revision = $state(0);
  /** The last ruling of anybody, as it came in. */
  lastDecision = $state.raw<DecisionRow | undefined>(undefined);
  #events: EventSource | undefined;

  async start(): Promise<void> {
    try {
      this.setSession(await api.session());
      if (!this.session?.signed_in) return;
      this.case = await api.case();
      this.building = this.case.building;
      this.#listen();
      // Waits, where the first snapshot of the case is still being built.
      this.words = await api.words();
      this.error = undefined;
      if (this.case.state === null) await this.refresh();
    } catch (error) {
      this.error = ApiError.from(error);
    }
  }

  setSession(session: Session): void {
    useSession(session);
    this.session = session;
  }

  /** A reveal opened or closed: every view shows its names anew. */
  setReveal(session: Session): void {
    this.setSession(session);
    this.revision += 1;
  }

  /** The day that everything is shown as of. */
  get asOf(): string {
    return router.asOf || this.case?.as_of || '';
  }

  get mayDecide(): boolean {
    return Boolean(this.session?.rights.decide && !this.case?.read_only);
  }

  label(list: keyof Omit<Words, 'indicators' | 'stages' | 'sides' | 'fields'>, key: string): string {
    return this.words?.[list]?.find((word: Word) => word.key === key)?.label ?? key;
  }

  about(list: keyof Omit<Words, 'indicators' | 'stages' | 'sides' | 'fields'>, key: string): string {
    return this.words?.[list]?.find((word: Word) => word.key === key)?.description ?? '';
  }

  indicator(key: string): string {
    return this.words?.indicators.find((word) => word.key === key)?.name ?? key;
  }

  side(key: string): string {
    return this.words?.sides.find((word) => word.key === key)?.label ?? key;
  }

  async refresh(): Promise<void> {
    this.case = await api.case();
    this.building = this.case.building;
    this.revision += 1;
  }

  #listen(): void {
    this.#events?.close();
    const events = (this.#events = api.events());
    const on = (name: string, then: (data: unknown) => void) =>
      events.addEventListener(name, (event) => then(JSON.parse((event as MessageEvent<string>).data)));
    on('state', (data) => {
      const { state, building } = data as { state: string; building: Building | null };
      this.building = building;
      if (this.words && state !== this.case?.state) void this.refresh().catch(() => undefined);
    });
    on('building', (data) => (this.building = data as Building));
    on('job', (data) => {
      const job = data as Job;
      this.jobs = { ...this.jobs, [job.id]: job };
    });
    on('decision', (data) => {
      const decision = data as DecisionRow;
      this.lastDecision = decision;
      if (this.case) this.case = { ...this.case, last_decision: Math.max(this.case.last_decision, decision.number) };
    });
  }
}

export const desk = new Desk();
