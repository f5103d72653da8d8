import type { OutgoingMessage } from '@tessera/base';

/**
 * A way out of the house: an SMS gateway, a mail server, a print room, the sandbox's inbox.
 *
 * Several channels may serve one kind: the next is asked when the one before did not take the message.
 */
export interface Channel {
  readonly kinds: readonly OutgoingMessage['kind'][];
  /**
   * True when a message handed over again under the same `messageId` reaches the citizen once. Otherwise a code whose
   * first try ended without an answer is not repeated: the citizen asks for another.
   */
  readonly recognisesRepeats?: boolean;
  /**
   * Resolves when the other side has taken the message. Throws NotSent or Refused when it surely has not; any other
   * error leaves open whether the message arrived.
   */
  deliver(message: OutgoingMessage, handover: Handover): Promise<Receipt | undefined>;
  /** For gateways that say later what became of a message. Returns the way to stop. */
  reports?(report: (reference: string, outcome: 'delivered' | 'undelivered') => void): () => void;
  /** Ends a lasting connection; the next message opens it again. */
  close?(): Promise<void>;
}

export interface Handover {
  /** The same at each try. */
  readonly messageId: string;
  /** Aborted when the time for this try is over. */
  readonly signal: AbortSignal;
}

/** What the other side said when it took the message. */
export interface Receipt {
  /** How its reports will name the message; no other channel uses the same. */
  readonly reference?: string;
  /** It is with the citizen already. */
  readonly delivered?: true;
}

/** The other side did not take the message, and may later. `reason` is a word of ours, never an answer's text. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly reason: string;
  constructor(reason: string) {
    super(`not sent: ${reason}`);
    this.reason = reason;
  }
}

/** The other side will never take this message: a number that does not exist, a text it does not carry. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: string;
  constructor(reason: string) {
    super(`refused: ${reason}`);
    this.reason = reason;
  }
}
