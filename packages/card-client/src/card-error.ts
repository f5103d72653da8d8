/** What went wrong between reader and card. */
export type CardFault =
  /** The reader does not reach the card any more. */
  | 'card-lost'
  /** There is a card, but no identity card. */
  | 'not-an-identity-card'
  /** The card answered with a status that has no place there; `status` says which. */
  | 'unexpected-status'
  /** The answer is not built as it must be. */
  | 'malformed-answer'
  /** The answer does not come to its end within its bound. */
  | 'endless-answer'
  /** The card does not believe this terminal, or trusts an authority that never certified it. */
  | 'terminal-refused'
  /** The card, or its signature, is not what it says. */
  | 'card-not-proven'
  /** An answer did not come through the channel: forged, replayed, damaged, or the card ended it. */
  | 'channel-broken'
  /** The channel was closed before; nothing was sent. */
  | 'channel-closed';

/**
 * Thrown by everything here when reader or card do not do their part. What a citizen meets on an ordinary day (a wrong PIN, a
 * blocked one) is never an error.
 */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly fault: CardFault;
  /** The status word in question; null when there was none. */
  readonly status: number | null;
  /** Whether a try of PIN or PUK may be gone. After `perhaps`, ask the card how many are left; it was not necessarily free. */
  readonly tryUsed: 'no' | 'perhaps';

  constructor(
    fault: CardFault,
    {
      status = null,
      tryUsed = 'no',
      cause,
    }: { status?: number | null; tryUsed?: 'no' | 'perhaps'; cause?: unknown } = {},
  ) {
    super(status === null ? fault : `${fault} ${status.toString(16)}`, { cause });
    this.fault = fault;
    this.status = status;
    this.tryUsed = tryUsed;
  }
}
