// The few scales and ticks that the figures need; drawn directly as SVG they need no library.
import { dayNumber, isoDay } from './words';

export interface Tick {
  at: number;
  label: string;
}

/** A round number at or above `most`, and ticks up to it. */
export function roundTicks(most: number, wanted = 4): { top: number; ticks: number[] } {
  const rough = Math.max(most, 1e-6) / wanted;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * size).find((n) => n >= rough) ?? 10 * size;
  const parts = Math.ceil(most / step - 1e-9);
  return { top: parts * step, ticks: Array.from({ length: parts + 1 }, (_, i) => Number((i * step).toPrecision(10))) };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Ticks on days, weeks, months or years, about one every `room` pixels. */
export function dayTicks(first: string, last: string, width: number, room = 76): Tick[] {
  const [from, to] = [dayNumber(first), dayNumber(last)];
  const wanted = Math.max(2, Math.floor(width / room));
  const days = Math.max(1, to - from);
  const step = [1, 2, 7, 14].find((n) => days / n <= wanted);
  if (step) {
    const ticks: Tick[] = [];
    for (let day = from; day <= to; day += step) ticks.push({ at: day, label: dayLabel(isoDay(day)) });
    return ticks;
  }
  const months = [1, 2, 3, 6, 12, 24, 60].find((n) => days / 30.4 / n <= wanted) ?? 120;
  const ticks: Tick[] = [];
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1];
  for (let n = Math.ceil((year * 12 + month + (first.endsWith('-01') ? 0 : 1)) / months) * months; ; n += months) {
    const at = Date.UTC(Math.floor(n / 12), n % 12, 1) / 86400000;
    if (at > to) return ticks;
    ticks.push({ at, label: n % 12 === 0 || !ticks.length ? `${MONTHS[n % 12]} ${Math.floor(n / 12)}` : (MONTHS[n % 12] ?? '') });
  }
}

function dayLabel(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]}`;
}

/** Maps [a, b] to [from, to]; an empty stretch maps to its middle. */
export function linear(a: number, b: number, from: number, to: number): (x: number) => number {
  return (x) => (a === b ? (from + to) / 2 : from + ((x - a) / (b - a)) * (to - from));
}
