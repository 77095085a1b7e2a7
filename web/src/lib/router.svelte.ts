// Where the desk is: the view, what it shows, and the as-of day, all in the address after the hash, so that every
// state of the page can be bookmarked, sent to a colleague and reached by the back button.

export interface Place {
  view: string;
  parts: string[];
  query: Record<string, string>;
}

export type Query = Record<string, string | undefined>;

export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { view: parts[0] || 'question', parts: parts.slice(1), query: Object.fromEntries(new URLSearchParams(search)) };
}

class Router {
  place = $state<Place>(parsePlace(location.hash));

  /** The day as of which everything is shown; empty means the case's own day. */
  get asOf(): string {
    return this.place.query['as_of'] ?? '';
  }

  start(): () => void {
    const follow = () => {
      this.place = parsePlace(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  /** The address of a view. The as-of day goes along unless `query` names another (or '' for the case's own). */
  href(path: string, query: Query = {}): string {
    const all: Query = { as_of: this.asOf || undefined, ...query };
    const words = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const search = new URLSearchParams(words).toString();
    return `#/${path.split('/').map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
  }

  go(path: string, query: Query = {}): void {
    location.hash = this.href(path, query);
  }

  /** Changes words of the present address without a new entry in the history unless `remember`. */
  set(query: Query, remember = false): void {
    const here = [this.place.view, ...this.place.parts].join('/');
    const next = this.href(here, { ...this.place.query, ...query });
    if (next === location.hash) return;
    if (remember) {
      location.hash = next;
    } else {
      history.replaceState(null, '', next);
      this.place = parsePlace(next);
    }
  }
}

export const router = new Router();
