/** Where a line gets its work, and what it does with it. */
export interface LineWork<Item extends { readonly id: string }> {
  /** Takes at most so many items that are due. */
  take(limit: number): Promise<readonly Item[]>;
  work(item: Item): Promise<void>;
  onTrouble(error: unknown): void;
}

/** So many items are worked on at once: a slow gateway holds up no more than these. */
const AT_ONCE = 16;
/** Real milliseconds. Due times are of the logical clock, which nothing announces. */
const LOOK_AGAIN_AFTER = 1_000;

/** Takes items as they fall due and works on a few at a time, until it is stopped. */
export class Line<Item extends { readonly id: string }> {
  readonly #work: LineWork<Item>;
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #ended: Promise<void>;
  #settling: (() => void)[] = [];
  #woken = false;
  #wake: () => void = () => {};
  #stopping = false;

  constructor(work: LineWork<Item>) {
    this.#work = work;
    this.#ended = this.#run();
  }

  /** Looks for work now. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Resolves once a look that began after this call found nothing due, and nothing is in hand. */
  settled(): Promise<void> {
    if (this.#stopping) return this.#ended;
    return new Promise((resolve) => {
      this.#settling.push(resolve);
      this.wake();
    });
  }

  /** Resolves when what is in hand now is done. */
  async handsFree(): Promise<void> {
    await Promise.all(this.#inHand.values());
  }

  /** Takes nothing more; resolves when what is in hand is done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      const asking = this.#settling;
      this.#settling = [];
      const idle = await this.#look();
      if (idle) for (const resolve of asking) resolve();
      else this.#settling.unshift(...asking);
      await this.#rest();
    }
    await this.handsFree();
    for (const resolve of this.#settling) resolve();
  }

  /** True when nothing was due and nothing is in hand. */
  async #look(): Promise<boolean> {
    const free = AT_ONCE - this.#inHand.size;
    if (free === 0) return false;
    try {
      const taken = await this.#work.take(free);
      for (const item of taken) this.#begin(item);
      // As many as asked for: there may be more.
      if (taken.length === free) this.#woken = true;
      return this.#inHand.size === 0;
    } catch (error) {
      this.#work.onTrouble(error);
      return false;
    }
  }

  #begin(item: Item): void {
    // Its lease ended while it was in hand, because the clock was moved: it is still the same try.
    if (this.#inHand.has(item.id)) return;
    const done = this.#work
      .work(item)
      .catch((error: unknown) => this.#work.onTrouble(error))
      .finally(() => {
        const wasFull = this.#inHand.size >= AT_ONCE;
        this.#inHand.delete(item.id);
        // Otherwise the last look took all that was due, and each look is a transaction.
        if (wasFull || this.#settling.length > 0 || this.#stopping) this.wake();
      });
    this.#inHand.set(item.id, done);
  }

  async #rest(): Promise<void> {
    if (this.#stopping || (this.#woken && this.#inHand.size < AT_ONCE)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_AFTER);
      // The servers keep the process alive, not the wait for mail.
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
