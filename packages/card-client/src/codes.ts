import { concat } from '@tessera/base';
import { CODE, type CommandApdu, INS, isCode, type ResponseApdu, sw } from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardChannel } from './channel.ts';
import { command } from './commands.ts';

export type CodeName = 'pin' | 'puk';

/** What became of a code that somebody typed. */
export type CodeCheck =
  | { readonly outcome: 'right' }
  /** `triesLeft` is null when the card does not say. */
  | { readonly outcome: 'wrong'; readonly triesLeft: number | null }
  /** The PIN: only the PUK helps. The PUK: nothing does, the card is closed for good. */
  | { readonly outcome: 'blocked' }
  /** Nothing was compared: a wrong one now would bring the end near, so it has to be wanted. */
  | { readonly outcome: 'needs-consent'; readonly triesLeft: number };

/** `deliberate`: whoever typed the code was told how many tries are left and what comes after them, and wants it all the same. */
export type Consent = 'careful' | 'deliberate';

const TRIES_MAX = { pin: 3, puk: 10 } as const;
/** From here on a guess has to be wanted: the last PIN, the last three PUKs. */
const CONSENT_FROM = { pin: 1, puk: 3 } as const;

/** How many tries are left; spends none. Zero is blocked; null: this card does not say. */
export async function triesLeft(channel: CardChannel, name: CodeName): Promise<number | null> {
  const { status } = await channel.send(command(INS.VERIFY, 0x00, CODE[name]));
  // Verified in this channel, and a right code gives all tries back.
  if (status === sw.SUCCESS) return TRIES_MAX[name];
  if (status === sw.AUTHENTICATION_METHOD_BLOCKED) return 0;
  return plausible(name, sw.triesLeftOf(status));
}

/** Proves that the citizen is there. One guess, at most: it is never repeated here. The code's bytes are overwritten. */
export const verifyPin = (channel: CardChannel, pin: Uint8Array, consent: Consent = 'careful'): Promise<CodeCheck> =>
  wiping([pin], () => verify(channel, 'pin', pin, consent));

/**
 * Puts a new PIN in the place of the old one. The bytes of both are overwritten. Throws a RangeError when they are not 8 digits.
 * When the card was lost with `tryUsed: 'perhaps'`, either PIN may be the right one.
 */
export const changePin = (
  channel: CardChannel,
  { old, next }: { readonly old: Uint8Array; readonly next: Uint8Array },
  consent: Consent = 'careful',
): Promise<CodeCheck> =>
  wiping([old, next], async () => {
    demandCode(next);
    const check = await verify(channel, 'pin', old, consent);
    if (check.outcome !== 'right') return check;
    const both = concat(old, next);
    return wiping([both], () => guess(channel, 'pin', command(INS.CHANGE_REFERENCE_DATA, 0x00, CODE.pin, both)));
  });

/**
 * Gives the PIN its tries back, with a new number, against the PUK. The bytes of both are overwritten.
 * Throws a RangeError when they are not 8 digits, and a CardError `unexpected-status` when the card takes the PUK and not the PIN.
 * When the card was lost after the PUK was right, the new PIN may hold already.
 */
export const unblockPin = (
  channel: CardChannel,
  { puk, next }: { readonly puk: Uint8Array; readonly next: Uint8Array },
  consent: Consent = 'careful',
): Promise<CodeCheck> =>
  wiping([puk, next], async () => {
    demandCode(next);
    const check = await verify(channel, 'puk', puk, consent);
    if (check.outcome !== 'right') return check;
    const { status } = await channel.send(command(INS.RESET_RETRY_COUNTER, 0x02, CODE.pin, next));
    if (status !== sw.SUCCESS) throw new CardError('unexpected-status', { status });
    return check;
  });

async function verify(channel: CardChannel, name: CodeName, code: Uint8Array, consent: Consent): Promise<CodeCheck> {
  demandCode(code);
  const left = await triesLeft(channel, name);
  if (left === 0) return { outcome: 'blocked' };
  if (consent === 'careful' && left !== null && left <= CONSENT_FROM[name])
    return { outcome: 'needs-consent', triesLeft: left };
  return guess(channel, name, command(INS.VERIFY, 0x00, CODE[name], code));
}

/** Sends one guess. When its answer does not come, or not through the channel, the try may be gone. */
async function guess(channel: CardChannel, name: CodeName, sent: CommandApdu): Promise<CodeCheck> {
  let answer: ResponseApdu;
  try {
    answer = await channel.send(sent);
  } catch (error) {
    if (!(error instanceof CardError) || error.fault === 'channel-closed') throw error;
    throw new CardError(error.fault, { status: error.status, tryUsed: 'perhaps', cause: error });
  }
  return readCheck(name, answer.status);
}

function readCheck(name: CodeName, status: number): CodeCheck {
  if (status === sw.SUCCESS) return { outcome: 'right' };
  if (status === sw.AUTHENTICATION_METHOD_BLOCKED || status === sw.triesLeftStatus(0)) return { outcome: 'blocked' };
  if (sw.triesLeftOf(status) !== null) return { outcome: 'wrong', triesLeft: plausible(name, sw.triesLeftOf(status)) };
  // Some chips say no more than that it was wrong.
  if (status === sw.AUTHENTICATION_FAILED || status === sw.WRONG_LENGTH) return { outcome: 'wrong', triesLeft: null };
  throw new CardError('unexpected-status', { status, tryUsed: 'perhaps' });
}

/** A count that this code can have; a card that says another says nothing. */
const plausible = (name: CodeName, tries: number | null): number | null =>
  tries !== null && tries <= TRIES_MAX[name] ? tries : null;

function demandCode(code: Uint8Array): void {
  if (!isCode(code)) throw new RangeError('PIN and PUK have 8 digits');
}

/** Whatever happens, secrets do not stay in memory longer than they are needed. */
async function wiping<Result>(secrets: readonly Uint8Array[], act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}
