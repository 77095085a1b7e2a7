// Every ruling on a claim with its key: the buttons, the keys and the help read from here.
export interface Action {
  key: string;
  name: string;
  label: string;
  what: string;
}

export const ACTIONS: readonly Action[] = [
  { key: 'a', name: 'accept', label: 'Accept', what: 'Accept the claim as it is' },
  { key: 'x', name: 'reject', label: 'Reject', what: 'Reject the claim' },
  { key: 's', name: 'span', label: 'Words', what: 'Fix the words (span)' },
  { key: 'w', name: 'speaker', label: 'Speaker', what: 'Fix whose word it is' },
  { key: 'd', name: 'dates', label: 'Dates', what: 'Fix when it was and when it was said' },
  { key: 'p', name: 'meant', label: 'Meaning', what: 'Fix polarity, stance, certainty, verification, kind' },
  { key: 'i', name: 'indicators', label: 'Signs', what: 'Fix the signs it speaks of' },
  { key: 'r', name: 'bearing', label: 'Bearing', what: 'Fix whether and how it bears on the question' },
  { key: 'y', name: 'split', label: 'Split', what: 'Split into two claims' },
  { key: 'm', name: 'merge', label: 'Merge', what: 'Merge with other claims of the article' },
  { key: 'u', name: 'undo', label: 'Undo', what: 'Take the last ruling on it back' },
];
