// Numbers and days as the brief says them, so that the desk and the brief never differ.

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "about 3 %", below one per cent with one decimal, never 0 % or 100 %. */
export function percent(p: number): string {
  const hundred = p * 100;
  if (hundred < 0.1) return 'under 0.1 %';
  if (hundred > 99.9) return 'over 99.9 %';
  if (hundred < 1) return `${hundred.toFixed(1)} %`;
  if (hundred > 99) return `${hundred.toFixed(1)} %`;
  return `${Math.round(hundred)} %`;
}

/** As `percent`, with one decimal below ten per cent: for figures that are to be compared. */
export function fine(p: number): string {
  return p >= 0.01 && p < 0.1 ? `${(p * 100).toFixed(1)} %` : percent(p);
}

export function interval(low: number, high: number): string {
  return `${percent(low)} to ${percent(high)}`;
}

/** "26 October 2022", short "26 Oct 2022". Anything that is no full day comes back as it is. */
export function day(iso: string | null | undefined, short = false): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  if (!found) return iso ?? '';
  const month = MONTHS[Number(found[2]) - 1] ?? '';
  return `${Number(found[3])} ${short ? month.slice(0, 3) : month} ${found[1]}`;
}

/** ISO 8601 intervals in words: a day, a month, a year, a stretch, or open on one side. */
export function stretch(iso: string | null | undefined): string {
  if (!iso) return '';
  const [start = '', end] = iso.split('/');
  if (end === undefined) {
    const month = /^(\d{4})-(\d{2})$/.exec(start);
    return month ? `${MONTHS[Number(month[2]) - 1]} ${month[1]}` : day(start);
  }
  if (start === '..' && end === '..') return 'no time known';
  if (start === '..') return `until ${day(end)}`;
  if (end === '..') return `from ${day(start)}`;
  return start.slice(0, 4) === end.slice(0, 4) ? `${day(start).replace(/ \d{4}$/, '')} to ${day(end)}` : `${day(start)} to ${day(end)}`;
}

/** A moment of the log in the reader's own clock. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getDate()} ${(MONTHS[at.getMonth()] ?? '').slice(0, 3)} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** What a step does to the odds, in words. */
export function oddsWords(logOdds: number): string {
  const factor = Math.exp(Math.abs(logOdds));
  if (factor < 1.02) return 'hardly changes the odds';
  const shown = factor >= 10 ? factor.toFixed(0) : factor < 1.1 ? factor.toFixed(2) : factor.toFixed(1);
  return `${logOdds > 0 ? 'multiplies' : 'divides'} the odds by ${shown}`;
}

export function odds(p: number): number {
  return Math.log(p / (1 - p));
}

export function fromOdds(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Days since 1 January 1970, and back: whole days are all that the desk reckons in. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86400000);
}

export function isoDay(days: number): string {
  return new Date(days * 86400000).toISOString().slice(0, 10);
}
