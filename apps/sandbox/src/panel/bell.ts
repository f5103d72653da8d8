import { SECOND } from '@tessera/base';

/** How often the audit trail is looked at while somebody watches, in real time. */
const LOOK_EVERY = SECOND;
/** In real milliseconds. */
const SOON = 300;

/** Rings whenever a page of the panel may show something new. */
export class Bell {
  readonly #listeners = new Set<() => void>();
  readonly #look: () => Promise<boolean>;
  #timer: NodeJS.Timeout | null = null;
  #soon: NodeJS.Timeout | null = null;

  /** `look` says whether something happened that nobody rang for. */
  constructor(look: () => Promise<boolean>) {
    this.#look = look;
  }

  readonly ring = (): void => {
    for (const wake of [...this.#listeners]) wake();
  };

  /** Rings in a moment, once for whatever happens until then: a card is told a hundred things in a second. */
  readonly ringSoon = (): void => {
    if (this.#listeners.size === 0) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.ring();
    }, SOON).unref();
  };

  /** Calls back at each ring; returns the way to stop. Nothing is looked at while nobody listens. */
  listen(wake: () => void): () => void {
    this.#listeners.add(wake);
    this.#timer ??= this.#lookNowAndThen();
    return () => {
      this.#listeners.delete(wake);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  #lookNowAndThen(): NodeJS.Timeout {
    return setInterval(() => {
      // A database that is gone for a while has nothing to tell: the page says so by itself.
      this.#look().then(
        (changed) => changed && this.ring(),
        () => undefined,
      );
    }, LOOK_EVERY);
  }
}
