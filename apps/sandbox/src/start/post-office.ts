import { DatabaseUnavailable, type Ground } from '@tessera/base';
import { type Delivery, startDelivery } from '@tessera/messaging';
import type { Inbox } from '../world/inbox.ts';

/** Carries everything from the outbox to the inbox. It can be closed for a while and opened again. */
export class PostOffice {
  readonly #ground: Ground;
  readonly #inbox: Inbox;
  readonly #onBug: (error: unknown) => void;
  #delivery: Delivery | null = null;

  constructor(ground: Ground, inbox: Inbox, onBug: (error: unknown) => void) {
    this.#ground = ground;
    this.#inbox = inbox;
    this.#onBug = onBug;
  }

  open(): void {
    this.#delivery ??= startDelivery(this.#ground, [this.#inbox.channel], (trouble) => {
      // A database that was taken away comes back, and the delivery with it.
      if (!(trouble instanceof DatabaseUnavailable)) this.#onBug(trouble);
    });
  }

  /** What was begun is finished when this resolves. */
  async close(): Promise<void> {
    await this.#delivery?.stop();
    this.#delivery = null;
  }
}
