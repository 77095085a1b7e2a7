// One way to load: what was shown stays on the page while the next answer is on its way, and a late answer to an
// earlier question is thrown away.
import { ApiError } from './api';

export class Loading<T> {
  data = $state.raw<T | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  busy = $state(false);
  #load: (signal: AbortSignal) => Promise<T>;
  #going: AbortController | undefined;

  constructor(load: (signal: AbortSignal) => Promise<T>) {
    this.#load = load;
  }

  again = async (): Promise<void> => {
    this.#going?.abort();
    const going = (this.#going = new AbortController());
    this.busy = true;
    try {
      const data = await this.#load(going.signal);
      if (going.signal.aborted) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (going.signal.aborted) return;
      this.error = ApiError.from(error);
    } finally {
      if (this.#going === going) this.busy = false;
    }
  };

  stop(): void {
    this.#going?.abort();
    this.busy = false;
  }
}

/** Loads again whenever what `wanted` reads changes; `wanted` gives undefined where there is nothing to load yet. */
export function loading<T>(wanted: () => ((signal: AbortSignal) => Promise<T>) | undefined): Loading<T> {
  let load: ((signal: AbortSignal) => Promise<T>) | undefined;
  const state = new Loading<T>((signal) => load!(signal));
  $effect(() => {
    load = wanted();
    if (load) void state.again();
    return () => state.stop();
  });
  return state;
}
