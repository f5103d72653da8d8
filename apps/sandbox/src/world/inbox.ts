import type { Clock, Database, Sql } from '@tessera/base';
import { type Channel, NotSent, type Receipt } from '@tessera/messaging';
import type { FaultBoard } from '../faults/fault-board.ts';
import { findCode } from './code-in-text.ts';
import { takeMessageNumber } from './country-store.ts';
import { type DelayedMessage, delayedMessages, delayMessage, takeDueMessages } from './delayed-message-store.ts';
import {
  clearMessages,
  dropOldMessages,
  findMessage,
  type InboxMessage,
  type MessageFilter,
  messages,
  putMessage,
  readOut,
} from './message-store.ts';

interface Surroundings {
  readonly world: Database;
  readonly clock: Clock;
  readonly faults: FaultBoard;
}

/** How often held back messages are looked at, in real milliseconds. */
const LOOK_EVERY = 250;

/** Every phone, mailbox and letterbox of the country in one list. */
export class Inbox {
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<(message: InboxMessage) => void>();
  readonly #timer: NodeJS.Timeout;
  #mayHoldBack = true;
  #looking: Promise<void> = Promise.resolve();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** The one channel of the sandbox's outbox, for every kind of message. */
  get channel(): Channel {
    return {
      kinds: ['sms', 'email', 'letter'],
      recognisesRepeats: true,
      deliver: (message, { messageId }) => this.#take({ handover: messageId, message }),
    };
  }

  /** What the SMS gateway, the mail server or the post does with a message, and says of it. */
  async #take(taken: DelayedMessage): Promise<Receipt | undefined> {
    const { faults } = this.#surroundings;
    const { kind, to } = taken.message;
    if (kind === 'email') {
      if (faults.striking('email-down', to)) throw new NotSent('mail server down');
      if (faults.striking('email-lost', to)) return undefined;
    }
    if (kind === 'sms') {
      if (faults.striking('sms-down', to)) throw new NotSent('gateway down');
      if (faults.striking('sms-lost', to)) return undefined;
      const late = faults.striking('sms-late', to);
      if (late) return this.#holdBack(taken, late.lateBy ?? 0);
      if (faults.striking('sms-duplicated', to)) await this.#arrive({ ...taken, handover: `${taken.handover} again` });
    }
    await this.#arrive(taken);
    return { delivered: true };
  }

  /** Oldest first. */
  list(filter: MessageFilter = {}): Promise<InboxMessage[]> {
    return messages(this.#surroundings.world, filter);
  }

  find(id: number): Promise<InboxMessage | null> {
    return findMessage(this.#surroundings.world, id);
  }

  /** How many there were. Their numbers are not given again. */
  clear(): Promise<number> {
    return clearMessages(this.#surroundings.world);
  }

  /** Calls back after each arrival; returns the way to stop. */
  onArrival(listener: (message: InboxMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Those that match; when there are none, the first that arrives within `wait` real milliseconds, or none. */
  async waitFor(
    filter: MessageFilter,
    matches: (message: InboxMessage) => boolean,
    wait: number,
    signal?: AbortSignal,
  ): Promise<InboxMessage[]> {
    const arrival = Promise.withResolvers<InboxMessage[]>();
    const nothing = () => arrival.resolve([]);
    // Listening begins before looking: what arrives in between is not missed.
    const stop = this.onArrival((message) => {
      if (passes(filter, message) && matches(message)) arrival.resolve([message]);
    });
    const timer = setTimeout(nothing, wait);
    signal?.addEventListener('abort', nothing, { once: true });
    try {
      const found = (await this.list(filter)).filter(matches);
      return found.length > 0 || wait === 0 || signal?.aborted ? found : await arrival.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', nothing);
      stop();
    }
  }

  /** Lets held back messages arrive whose hour has come; called by a timer, and whenever the clock is moved. */
  async bringDueMessages(): Promise<void> {
    if (!this.#mayHoldBack) return;
    // Lowered before looking: a message that is held back meanwhile raises it again.
    this.#mayHoldBack = false;
    const { world, clock } = this.#surroundings;
    const arrived = await world.transaction(async (sql) => {
      const put: (InboxMessage | null)[] = [];
      for (const due of await takeDueMessages(sql, clock.now())) put.push(await this.#put(sql, due));
      if ((await delayedMessages(sql)) > 0) this.#mayHoldBack = true;
      return put;
    });
    this.#tell(arrived);
  }

  /** Ends the timer; what it had begun is finished when this resolves. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #look(): void {
    // A broken world shows itself at the next page; the timer has nobody to tell.
    this.#looking = this.bringDueMessages().catch(() => undefined);
  }

  async #holdBack(taken: DelayedMessage, lateBy: number): Promise<undefined> {
    const { world, clock } = this.#surroundings;
    await delayMessage(world, taken, clock.now() + lateBy);
    this.#mayHoldBack = true;
    return undefined;
  }

  async #arrive(taken: DelayedMessage): Promise<void> {
    this.#tell([await this.#surroundings.world.transaction((sql) => this.#put(sql, taken))]);
  }

  /** Null when it had arrived before. */
  async #put(sql: Sql, { handover, message }: DelayedMessage): Promise<InboxMessage | null> {
    const letter = message.kind === 'letter' ? message : null;
    const text = message.kind === 'letter' ? readOut(message.sheets) : message.text;
    const put: InboxMessage = {
      id: await takeMessageNumber(sql),
      kind: message.kind,
      to: message.to,
      subject: message.kind === 'email' ? message.subject : null,
      text,
      code: letter === null ? findCode(text) : null,
      letter,
      at: this.#surroundings.clock.now(),
    };
    if (!(await putMessage(sql, handover, put))) return null;
    await dropOldMessages(sql, put.id);
    return put;
  }

  #tell(arrived: readonly (InboxMessage | null)[]): void {
    for (const message of arrived) {
      if (message !== null) for (const listener of this.#listeners) listener(message);
    }
  }
}

const passes = ({ kind, after }: MessageFilter, message: InboxMessage): boolean =>
  (kind === undefined || message.kind === kind) && message.id > (after ?? 0);
