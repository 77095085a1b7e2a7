// The little Markdown that briefs are written in, as a tree. What it shows is text: nothing is ever made into markup.

export type Inline =
  | { kind: 'text' | 'em' | 'strong' | 'code'; text: string }
  | { kind: 'cite'; numbers: number[]; text: string };

export type Block =
  | { kind: 'heading'; level: number; inline: Inline[] }
  | { kind: 'paragraph'; inline: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

const INLINE = /\*\*(.+?)\*\*|(?<![\w*])[*_](?!\s)(.+?)[*_](?![\w*])|`([^`]+)`|\[(\d+(?:(?:,|;)\s*[^\][]*)?)\](?!\()/gs;

export function inline(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    const [whole, strong, em, code, cite] = found;
    if (strong) parts.push({ kind: 'strong', text: strong });
    else if (em) parts.push(...inline(em).map((part) => (part.kind === 'text' ? { ...part, kind: 'em' as const } : part)));
    else if (code) parts.push({ kind: 'code', text: code });
    else if (cite) parts.push({ kind: 'cite', numbers: numbersOf(cite), text: whole });
    at = found.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** "3", "3, 18" and "3, Meridian Wire, 10 October 2022": plain numbers only while nothing else has come. */
function numbersOf(cite: string): number[] {
  const numbers: number[] = [];
  for (const word of cite.split(/[,;]\s*/)) {
    if (!/^\d+$/.test(word)) break;
    numbers.push(Number(word));
  }
  return numbers;
}

export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = ITEM.exec(line);
    if (!line.trim()) i += 1;
    else if (heading) {
      found.push({ kind: 'heading', level: heading[1]!.length, inline: inline(heading[2]!) });
      i += 1;
    } else if (line.trim().startsWith('|')) i = table(lines, i, found);
    else if (item) i = list(lines, i, found, Boolean(item[2]));
    else i = paragraph(lines, i, found);
  }
  return found;
}

const ITEM = /^(?:[-*+]|(\d+)([.)]))\s+(.*)$/;

function list(lines: string[], start: number, found: Block[], ordered: boolean): number {
  const items: string[] = [];
  let i = start;
  for (; i < lines.length && lines[i]!.trim(); i++) {
    const item = ITEM.exec(lines[i]!);
    if (item) items.push(item[3]!);
    else items[items.length - 1] += ` ${lines[i]!.trim()}`;
  }
  found.push({ kind: 'list', ordered, items: items.map(inline) });
  return i;
}

function table(lines: string[], start: number, found: Block[]): number {
  const rows: string[][] = [];
  let i = start;
  for (; i < lines.length && lines[i]!.trim().startsWith('|'); i++) {
    const cells = lines[i]!.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/);
    if (!cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell))) rows.push(cells.map((cell) => cell.trim().replaceAll('\\|', '|')));
  }
  const [head = [], ...rest] = rows;
  found.push({ kind: 'table', head: head.map(inline), rows: rest.map((row) => row.map(inline)) });
  return i;
}

function paragraph(lines: string[], start: number, found: Block[]): number {
  let i = start;
  const words: string[] = [];
  for (; i < lines.length && lines[i]!.trim() && !/^(#|\|)/.test(lines[i]!) && !(words.length && ITEM.test(lines[i]!)); i++) words.push(lines[i]!.trim());
  found.push({ kind: 'paragraph', inline: inline(words.join(' ')) });
  return i;
}
