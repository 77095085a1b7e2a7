// The one registry of keys. Views and dialogs add bindings while they are shown; `?` lists what holds just now.
// Keys without a modifier can be switched off (WCAG 2.2, 2.1.4), and are never taken while somebody types in a field.
import { untrack } from 'svelte';

export interface Binding {
  /** Keys as in "a", "shift+a", "ctrl+enter", "escape", "arrowdown"; a sequence with a space between: "g q". */
  keys: string;
  what: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing in a field (only sensible with a modifier or escape). */
  inFields?: boolean;
}

export interface Group {
  name: string;
  bindings: Binding[];
  /** A modal group hides all groups below it. */
  modal: boolean;
}

const PAUSE = 1200;
const OFF = 'tocsin.keys';

export function spell(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // Shift is part of the character for signs such as "?"; it is named only for letters and named keys.
  const shift = event.shiftKey && (key.length > 1 || key !== event.key) ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type);
}

class Keys {
  groups = $state.raw<Group[]>([]);
  singles = $state(localStorage.getItem(OFF) !== 'off');
  pending = $state('');
  #since = 0;

  /** Adds bindings and returns what takes them away again: give it back from an effect. */
  add(name: string, bindings: Binding[], modal = false): () => void {
    const group = { name, bindings, modal };
    untrack(() => (this.groups = [...this.groups, group]));
    return () => {
      this.groups = this.groups.filter((other) => other !== group);
    };
  }

  /** The groups that hold now, the nearest first. */
  get live(): Group[] {
    const from = this.groups.findLastIndex((group) => group.modal);
    return this.groups.slice(Math.max(from, 0)).reverse();
  }

  switchSingles(on: boolean): void {
    this.singles = on;
    localStorage.setItem(OFF, on ? 'on' : 'off');
  }

  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const word = spell(event);
    if (['shift', 'control', 'alt', 'meta'].includes(event.key.toLowerCase())) return;
    const inField = typing(event.target);
    const sequence = this.pending && event.timeStamp - this.#since < PAUSE ? `${this.pending} ${word}` : word;
    this.pending = '';
    const modified = /^(ctrl|alt)\+|^escape$|^f\d/.test(word);
    if (!this.singles && !modified && !word.startsWith('arrow') && word !== 'enter') return;
    const all = this.live.flatMap((group) => group.bindings).filter((binding) => !inField || binding.inFields);
    const found = all.find((binding) => binding.keys === sequence) ?? all.find((binding) => binding.keys === word);
    if (found) {
      event.preventDefault();
      found.run(event);
    } else if (all.some((binding) => binding.keys.startsWith(`${word} `))) {
      this.pending = word;
      this.#since = event.timeStamp;
    }
  };
}

export const keys = new Keys();
