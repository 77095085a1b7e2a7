// Which colour each speaker of an article has: the six who speak most have one of their own.
import type { ReaderClaim } from '../../lib/api';

export interface Voice {
  name: string;
  /** 1 to 6; 7 for everybody else; 0 for the writer's own voice. */
  colour: number;
  claims: number;
}

export const WRITER = 'the writer';

export function origin(claim: ReaderClaim): string {
  return claim.sources.at(-1)?.name ?? WRITER;
}

export function voices(claims: readonly ReaderClaim[]): Map<string, Voice> {
  const counts = new Map<string, number>();
  for (const claim of claims) counts.set(origin(claim), (counts.get(origin(claim)) ?? 0) + 1);
  const speakers = [...counts].filter(([name]) => name !== WRITER).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const found = new Map(speakers.map(([name, n], i) => [name, { name, colour: Math.min(i + 1, 7), claims: n }]));
  if (counts.has(WRITER)) found.set(WRITER, { name: WRITER, colour: 0, claims: counts.get(WRITER) ?? 0 });
  return found;
}

/** How a kind of claim is underlined: what is said to be so, what is meant or ruled, what is only expected or thought. */
export function line(kind: string): 'solid' | 'dashed' | 'dotted' {
  if (['event', 'state', 'number'].includes(kind)) return 'solid';
  return ['forecast', 'opinion'].includes(kind) ? 'dotted' : 'dashed';
}
