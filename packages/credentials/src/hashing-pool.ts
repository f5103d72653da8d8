/** Too many password checks wait already. Pages answer 503 with `Retry-After`. */
export class PoolBusy extends Error {
  override readonly name = 'PoolBusy';
  readonly retryAfterSeconds = 2;
}

/** Bounds how much is hashed at once, and how much waits for it. */
export interface HashingPool {
  /**
   * Throws PoolBusy at once when too many are inside. Whoever is let in gets every turn asked for in `work`: what was
   * counted there is compared too.
   */
  admit<T>(work: () => Promise<T>): Promise<T>;
  /** Runs when one of the places is free; who came first goes first. */
  turn<T>(hash: () => Promise<T>): Promise<T>;
}

/** `width` turns at a time, and `waiting` more that are let in. */
export function createHashingPool({
  width,
  waiting,
}: {
  readonly width: number;
  readonly waiting: number;
}): HashingPool {
  let admitted = 0;
  let running = 0;
  const queue: (() => void)[] = [];

  const start = (): Promise<void> => {
    if (running < width) {
      running++;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  /** The place goes from hand to hand: nobody can step in between. */
  const finish = (): void => {
    const next = queue.shift();
    if (next === undefined) running--;
    else next();
  };

  return {
    admit: async (work) => {
      if (admitted >= width + waiting) throw new PoolBusy('too many passwords are being checked');
      admitted++;
      try {
        return await work();
      } finally {
        admitted--;
      }
    },
    turn: async (hash) => {
      await start();
      try {
        return await hash();
      } finally {
        finish();
      }
    },
  };
}
