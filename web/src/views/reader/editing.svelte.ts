// What is being done to a claim: which dialog is open, or which words are being chosen by keyboard.
import type { Decided, DecisionDraft, Reader, ReaderClaim } from '../../lib/api';
import { deciding } from '../../lib/deciding.svelte';
import { desk } from '../../lib/desk.svelte';
import type { Binding } from '../../lib/keys.svelte';
import { wordEdge } from './segments';

export type DialogName = 'reject' | 'speaker' | 'dates' | 'meant' | 'indicators' | 'bearing' | 'merge' | 'add';

interface Range {
  from: number;
  to: number;
}

export class Editing {
  dialog = $state<DialogName | undefined>(undefined);
  /** Words being chosen: for a claim's new span, or for a claim to be added. */
  mode = $state<'span' | 'add' | 'split' | undefined>(undefined);
  range = $state<Range | undefined>(undefined);
  cut = $state<number | undefined>(undefined);
  /** What the mouse has selected in the article. */
  selected = $state<Range | undefined>(undefined);
  readonly reader: () => Reader;
  readonly claim: () => ReaderClaim | undefined;
  readonly done: (done: Decided) => void;

  constructor(reader: () => Reader, claim: () => ReaderClaim | undefined, done: (done: Decided) => void) {
    this.reader = reader;
    this.claim = claim;
    this.done = done;
  }

  act = (name: string): void => {
    const claim = this.claim();
    if (!desk.mayDecide) return;
    if (name === 'add') return this.startAdding();
    if (!claim) return;
    if (name === 'accept') void this.rule(claim, { ruling: 'accept' }, 'Accepted.');
    else if (name === 'undo') this.#undo(claim);
    else if (name === 'span') {
      this.mode = 'span';
      this.range = this.selected ?? { from: claim.content.from, to: claim.content.to };
    } else if (name === 'split') {
      this.mode = 'split';
      this.cut = this.#middle(claim);
    } else this.dialog = name as DialogName;
  };

  startAdding(): void {
    const { text } = this.reader();
    const near = this.claim()?.sentence;
    const start = near ? near.to : 0;
    const end = text.indexOf('.', start + 1);
    this.mode = 'add';
    this.range = this.selected ?? { from: wordStart(text, start), to: end > 0 ? end : Math.min(start + 60, text.length) };
  }

  stop = (): void => {
    this.mode = undefined;
    this.range = undefined;
    this.cut = undefined;
    this.dialog = undefined;
  };

  /** A ruling on the chosen claim. */
  rule(claim: ReaderClaim, words: Partial<DecisionDraft> & { ruling: string }, said: string): Promise<Decided | undefined> {
    const draft = { subject: 'claim', target: claim.id, reason: deciding.quickReason, ...words };
    return deciding.send(draft, said, this.done);
  }

  /** Sets fields one after the other; stops at the first that is refused. */
  async set(claim: ReaderClaim, changes: [field: string, value: string][], reason: string): Promise<void> {
    this.stop();
    deciding.keepReason(reason);
    for (const [field, value] of changes) {
      const done = await this.rule(claim, { ruling: 'set', field, value, reason }, `Set ${field}.`);
      if (!done) return;
    }
  }

  save = (): void => {
    const claim = this.claim();
    const { text_key } = this.reader();
    if (this.mode === 'add') {
      this.dialog = 'add';
    } else if (this.mode === 'span' && claim && this.range) {
      const span = { ...this.range, text_key };
      this.stop();
      void this.rule(claim, { ruling: 'set', field: 'span', span }, 'Words set.');
    } else if (this.mode === 'split' && claim && this.cut !== undefined) {
      const spans = this.#halves(claim, this.cut).map((range) => ({ ...range, text_key }));
      this.stop();
      void this.rule(claim, { ruling: 'split', spans }, 'Split in two.');
    }
  };

  /** Keys while words are chosen. */
  get bindings(): Binding[] {
    const move = (edge: 'from' | 'to', turn: 1 | -1, letters = false) => () => this.#move(edge, turn, letters);
    const both: Binding[] = [
      { keys: 'enter', what: 'Take these words', run: this.save },
      { keys: 'escape', what: 'Leave it', run: this.stop, inFields: true },
    ];
    if (this.mode === 'split') {
      return [
        { keys: 'arrowleft', what: 'Cut a word earlier', run: () => this.#cutBy(-1) },
        { keys: 'arrowright', what: 'Cut a word later', run: () => this.#cutBy(1) },
        ...both,
      ];
    }
    return [
      { keys: 'arrowright', what: 'End a word later', run: move('to', 1) },
      { keys: 'arrowleft', what: 'End a word earlier', run: move('to', -1) },
      { keys: 'shift+arrowright', what: 'Start a word later', run: move('from', 1) },
      { keys: 'shift+arrowleft', what: 'Start a word earlier', run: move('from', -1) },
      { keys: 'ctrl+arrowright', what: 'End a letter later', run: move('to', 1, true) },
      { keys: 'ctrl+arrowleft', what: 'End a letter earlier', run: move('to', -1, true) },
      { keys: 'ctrl+shift+arrowright', what: 'Start a letter later', run: move('from', 1, true) },
      { keys: 'ctrl+shift+arrowleft', what: 'Start a letter earlier', run: move('from', -1, true) },
      { keys: 'arrowdown', what: 'Both a sentence on', run: () => this.#sentence(1) },
      { keys: 'arrowup', what: 'Both a sentence back', run: () => this.#sentence(-1) },
      ...both,
    ];
  }

  #move(edge: 'from' | 'to', turn: 1 | -1, letters: boolean): void {
    const { range } = this;
    if (!range) return;
    const { text } = this.reader();
    const at = letters ? range[edge] + turn : wordEdge(text, range[edge], turn, edge === 'to');
    const next = { ...range, [edge]: at };
    if (next.from < next.to && next.from >= 0 && next.to <= text.length) this.range = next;
  }

  #sentence(turn: 1 | -1): void {
    const { text } = this.reader();
    const ends = [0, ...[...text.matchAll(/[.!?]["”’]?\s|\n+/g)].map((found) => found.index + found[0].length), text.length];
    const from = this.range?.from ?? 0;
    const now = ends.findLastIndex((at) => at <= from);
    const next = Math.min(Math.max(now + turn, 0), ends.length - 2);
    const to = ends[next + 1]!;
    this.range = { from: ends[next]!, to: ends[next]! + text.slice(ends[next], to).trimEnd().replace(/[.!?]["”’]?$/, '').length || to };
  }

  #cutBy(turn: 1 | -1): void {
    const claim = this.claim();
    if (!claim || this.cut === undefined) return;
    const at = wordEdge(this.reader().text, this.cut, turn, false);
    if (at > claim.content.from && at < claim.content.to) this.cut = at;
  }

  #middle(claim: ReaderClaim): number {
    const { from, to } = claim.content;
    const at = wordEdge(this.reader().text, Math.floor((from + to) / 2), 1, false);
    return at < to ? at : Math.floor((from + to) / 2);
  }

  #halves(claim: ReaderClaim, cut: number): Range[] {
    const { text } = this.reader();
    const first = text.slice(claim.content.from, cut).trimEnd();
    return [
      { from: claim.content.from, to: claim.content.from + first.length },
      { from: cut, to: claim.content.to },
    ];
  }

  #undo(claim: ReaderClaim): void {
    const last = claim.decisions.filter((row) => row.in_force && row.ruling !== 'undo').toSorted((a, b) => a.number - b.number).at(-1);
    if (last) void deciding.undo(last.number, deciding.quickReason, this.done);
  }
}

function wordStart(text: string, at: number): number {
  let to = at;
  while (to < text.length && /[\s.!?"”’]/.test(text[to] ?? '')) to += 1;
  return to;
}
