import type { DrawKeyPair } from '@tessera/issuance';

type KeyPair = Awaited<ReturnType<DrawKeyPair>>;

/** One RSA pair keeps one thread of the pool busy for a tenth of a second; files and passwords wait for the other two. */
const DRAWN_AT_ONCE = 2;

/** Draws RSA pairs before anybody asks for them, so that nobody who wants a card waits for three of them. */
export class KeyPairsAhead {
  readonly #draw: DrawKeyPair;
  readonly #ready: KeyPair[] = [];
  readonly #work = new Set<Promise<unknown>>();
  #wanted = 0;
  #owed = 0;
  #owedAtOnce = DRAWN_AT_ONCE;

  constructor(draw: DrawKeyPair) {
    this.#draw = draw;
  }

  /**
   * So many will be asked for soon, those that are ready among them; no more are drawn in the place of those. `atOnce` is for when
   * nobody else needs the pool.
   */
  drawAhead(count: number, atOnce = DRAWN_AT_ONCE): void {
    this.#owedAtOnce = atOnce;
    this.#owed = Math.max(0, count - this.#ready.length - this.#work.size);
    this.#fill();
  }

  /** From now on so many are kept ready; 0 ends the work once what was begun is done. */
  keepReady(count: number): void {
    this.#wanted = count;
    this.#owed = 0;
    this.#fill();
  }

  /** One that is ready, or a new one. */
  readonly draw: DrawKeyPair = async () => {
    const pair = this.#ready.shift();
    this.#fill();
    return pair ?? this.#draw();
  };

  /** Draws no more; what was begun is finished when this resolves. */
  async stop(): Promise<void> {
    this.#wanted = 0;
    this.#owed = 0;
    await Promise.all(this.#work);
  }

  #fill(): void {
    while (this.#hasMoreToDraw()) {
      if (this.#owed > 0) this.#owed--;
      const work = this.#draw().then(
        (pair) => void this.#ready.push(pair),
        // Whoever asks for a pair then draws it anew, and is told why that fails.
        () => undefined,
      );
      this.#work.add(work);
      void work.finally(() => {
        this.#work.delete(work);
        this.#fill();
      });
    }
  }

  #hasMoreToDraw(): boolean {
    const { size } = this.#work;
    if (this.#owed > 0) return size < this.#owedAtOnce;
    return size < DRAWN_AT_ONCE && this.#ready.length + size < this.#wanted;
  }
}
