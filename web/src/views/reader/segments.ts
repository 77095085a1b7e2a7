// Cuts an article's text at the edges of everything that is marked in it, so that marks may overlap freely.
import type { PlacedSpan, Reader, ReaderClaim } from '../../lib/api';

export type PartKind = 'cue' | 'speaker' | 'number' | 'place' | 'person' | 'condition';

export interface Segment {
  from: number;
  to: number;
  text: string;
  /** Indices of the claims whose content this is part of, the shortest claim first. */
  claims: number[];
  parts: { claim: number; kind: PartKind }[];
  boilerplate: string;
  mask: boolean;
}

export interface Paragraph {
  from: number;
  segments: Segment[];
  boilerplate: boolean;
  title: boolean;
}

interface Place {
  from: number;
  to: number;
}

export function parts(claim: ReaderClaim): { kind: PartKind; span: Place }[] {
  const found: { kind: PartKind; span: Place | null | undefined }[] = [
    { kind: 'cue', span: claim.cue },
    { kind: 'condition', span: claim.condition },
    ...claim.sources.map((source) => ({ kind: 'speaker' as const, span: placed(source) })),
    ...claim.sources.map((source) => ({ kind: 'cue' as const, span: source.cue })),
    ...claim.numbers.map((span) => ({ kind: 'number' as const, span })),
    ...claim.places.map((span) => ({ kind: 'place' as const, span })),
    ...claim.participants.map((span) => ({ kind: 'person' as const, span })),
  ];
  return found.filter((part): part is { kind: PartKind; span: PlacedSpan } => Boolean(part.span && part.span.to > part.span.from));
}

function placed(span: { from?: number; to?: number }): Place | null {
  return span.from !== undefined && span.to !== undefined ? { from: span.from, to: span.to } : null;
}

export function paragraphs(reader: Reader, claims: readonly ReaderClaim[], extra: readonly Place[] = []): Paragraph[] {
  const { text } = reader;
  const marks = claims.map((claim) => ({ content: claim.content, parts: parts(claim) }));
  const lines = lineRanges(text);
  const cuts = new Set<number>([0, text.length]);
  const cut = (span: Place) => (cuts.add(span.from), cuts.add(span.to));
  marks.forEach((mark) => (cut(mark.content), mark.parts.forEach((part) => cut(part.span))));
  [...reader.boilerplate, ...reader.masks, ...extra, ...lines].forEach(cut);
  const edges = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);

  const segments = edges.slice(0, -1).map((from, i): Segment => {
    const to = edges[i + 1]!;
    return { from, to, text: text.slice(from, to), claims: [], parts: [], boilerplate: '', mask: false };
  });
  const index = new Map(segments.map((segment, i) => [segment.from, i]));
  const each = (span: Place, then: (segment: Segment) => void) => {
    for (let i = index.get(span.from) ?? segments.length; i < segments.length && segments[i]!.from < span.to; i++) then(segments[i]!);
  };
  const longestFirst = marks.map((_, claim) => claim).sort((a, b) => length(marks[a]!.content) - length(marks[b]!.content));
  longestFirst.forEach((claim) => each(marks[claim]!.content, (segment) => segment.claims.push(claim)));
  marks.forEach((mark, claim) => mark.parts.forEach((part) => each(part.span, (segment) => segment.parts.push({ claim, kind: part.kind }))));
  reader.boilerplate.forEach((span) => each(span, (segment) => (segment.boilerplate = span.reason || span.kind)));
  reader.masks.forEach((span) => each(span, (segment) => (segment.mask = true)));

  return lines.map((line) => {
    const own = segments.slice(index.get(line.from) ?? 0).slice(0, segmentsUntil(segments, index.get(line.from) ?? 0, line.to));
    const title = reader.title_span;
    return {
      from: line.from,
      segments: own,
      boilerplate: own.every((segment) => segment.boilerplate),
      title: Boolean(title && line.from >= title.from && line.to <= title.to),
    };
  });
}

function segmentsUntil(segments: readonly Segment[], start: number, to: number): number {
  let n = 0;
  while (start + n < segments.length && segments[start + n]!.from < to) n += 1;
  return n;
}

function length(span: Place): number {
  return span.to - span.from;
}

/** The lines of a text that hold anything. */
function lineRanges(text: string): Place[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter((found) => found[0].trim())
    .map((found) => ({ from: found.index, to: found.index + found[0].length }));
}

/** The next or previous edge of a word, as the span's edge moves by keyboard. */
export function wordEdge(text: string, at: number, turn: 1 | -1, end: boolean): number {
  const isWord = (i: number) => /[\p{L}\p{N}’'-]/u.test(text[i] ?? '');
  let to = at + turn;
  // An end lies after a word, a start before one.
  while (to > 0 && to < text.length && !(end ? isWord(to - 1) && !isWord(to) : !isWord(to - 1) && isWord(to))) to += turn;
  return Math.min(Math.max(to, 0), text.length);
}
