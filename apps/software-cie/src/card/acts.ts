import { concat, utf8 } from '@tessera/base';
import {
  changePin,
  readCertificate,
  readDocumentNumber,
  readLocalSecret,
  sign,
  unblockPin,
  verifyPin,
} from '@tessera/card-client';
import { sha256DigestInfo } from '@tessera/ias';
import type { Pairings } from '../pairing/pairings.ts';
import { certificateHolder } from './certificate-holder.ts';
import type { Deliberation } from './deliberate.ts';
import type { CardOnDesk, CardTrouble, Desk } from './desk.ts';
import { type GuessResult, guessOnce } from './guess.ts';

export type ActResult<Done extends { readonly outcome: string }> = Done | GuessResult | CardTrouble;

/** What acts lean on. */
export interface CardWork {
  readonly desk: Desk;
  readonly pairings: Pairings;
}

/** Codes as bytes of eight digits: each act overwrites those it is given, whatever happens. */
interface Guess {
  readonly given: Deliberation;
}

export const FIRST_HALF_LENGTH = 4;

/** "Abbina": verifies the PIN and keeps its first half, so that four digits do from now on. */
export const enrolCard = (
  { desk, pairings }: CardWork,
  { pin, given }: Guess & { readonly pin: Uint8Array },
): Promise<ActResult<{ readonly outcome: 'enrolled'; readonly holder: string }>> =>
  wiping([pin], () =>
    desk.withCard(async (on) => {
      const firstHalf = pin.slice(0, FIRST_HALF_LENGTH);
      return wiping([firstHalf], () =>
        guessOnce(
          desk,
          on,
          { name: 'pin', given },
          (channel, consent) => verifyPin(channel, pin, consent),
          async (channel) => {
            const holder = certificateHolder(await readCertificate(channel));
            const documentNumber = await readDocumentNumber(channel);
            await keepPairing({ desk, pairings }, on, { ...holder, documentNumber }, firstHalf);
            return { outcome: 'enrolled' as const, holder: holder.name };
          },
        ),
      );
    }),
  );

/** "Cambia PIN": against the old one. A paired card stays so. */
export const changeCardPin = (
  { desk, pairings }: CardWork,
  { old, next, given }: Guess & { readonly old: Uint8Array; readonly next: Uint8Array },
): Promise<ActResult<{ readonly outcome: 'changed' }>> =>
  newPin({ desk, pairings }, { code: old, next, name: 'pin', given }, (channel, consent) =>
    changePin(channel, { old, next }, consent),
  ).then((result) => (result.outcome === 'done' ? { outcome: 'changed' } : result));

/** "Sblocca PIN": a new PIN against the PUK. */
export const unblockCard = (
  { desk, pairings }: CardWork,
  { puk, next, given }: Guess & { readonly puk: Uint8Array; readonly next: Uint8Array },
): Promise<ActResult<{ readonly outcome: 'unblocked' }>> =>
  newPin({ desk, pairings }, { code: puk, next, name: 'puk', given }, (channel, consent) =>
    unblockPin(channel, { puk, next }, consent),
  ).then((result) => (result.outcome === 'done' ? { outcome: 'unblocked' } : result));

function newPin(
  { desk, pairings }: CardWork,
  typed: Guess & { readonly code: Uint8Array; readonly next: Uint8Array; readonly name: 'pin' | 'puk' },
  check: Parameters<typeof guessOnce>[3],
): Promise<ActResult<{ readonly outcome: 'done' }>> {
  const firstHalf = typed.next.slice(0, FIRST_HALF_LENGTH);
  return wiping([typed.code, typed.next, firstHalf], () =>
    desk.withCard(async (on) => {
      const result = await guessOnce(desk, on, typed, check, async () => ({ outcome: 'done' as const }));
      // After the channel: reading the card's secret is a plain command, which ends it.
      const paired = result.outcome === 'done' ? pairings.find(on.nis) : null;
      if (paired !== null) await keepPairing({ desk, pairings }, on, paired, firstHalf);
      return result;
    }),
  );
}

/** What the card gave for the provider. */
export interface Signed {
  readonly outcome: 'signed';
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Signs the challenge for whoever types the PIN: all of it, or its last half where the card is paired. `pair` keeps the first half.
 * `whole-pin-needed`: this card was never paired here, or what was kept of it does not open.
 */
export const signChallenge = (
  { desk, pairings }: CardWork,
  typed: Guess & { readonly challenge: string; readonly pin: Uint8Array; readonly pair: boolean },
): Promise<ActResult<Signed | { readonly outcome: 'whole-pin-needed' }>> =>
  wiping([typed.pin], () =>
    desk.withCard(async (on) => {
      const pin = await wholePin({ desk, pairings }, on, typed.pin);
      if (pin === null) return { outcome: 'whole-pin-needed' as const };
      const firstHalf = pin.slice(0, FIRST_HALF_LENGTH);
      return wiping([pin, firstHalf], () => signWith({ desk, pairings }, on, { ...typed, pin, firstHalf }));
    }),
  );

async function signWith(
  { desk, pairings }: CardWork,
  on: CardOnDesk,
  typed: Guess & {
    readonly challenge: string;
    readonly pin: Uint8Array;
    readonly firstHalf: Uint8Array;
    readonly pair: boolean;
  },
): Promise<Signed | GuessResult> {
  let kept: Parameters<typeof keepPairing>[2] | null = null;
  const result = await guessOnce(
    desk,
    on,
    { name: 'pin', given: typed.given },
    (channel, consent) => verifyPin(channel, typed.pin, consent),
    async (channel): Promise<Signed> => {
      const certificate = await readCertificate(channel);
      const holder = certificateHolder(certificate);
      const digestInfo = sha256DigestInfo(utf8(typed.challenge), desk.primitives);
      const signature = await sign(channel, digestInfo, holder.publicKey);
      if (typed.pair) kept = { ...holder, documentNumber: await readDocumentNumber(channel) };
      return { outcome: 'signed', certificate, signature };
    },
  );
  if (kept !== null) await keepPairing({ desk, pairings }, on, kept, typed.firstHalf);
  return result;
}

/** The eight digits; null when only four were typed and the other four are not kept here. A new array each time. */
async function wholePin({ desk, pairings }: CardWork, { card, nis }: CardOnDesk, typed: Uint8Array) {
  if (typed.length !== FIRST_HALF_LENGTH) return typed.slice();
  if (pairings.find(nis) === null) return null;
  const secret = await readLocalSecret(card, desk.primitives);
  const firstHalf = wipingNow([secret], () => pairings.openFirstHalf(nis, secret));
  return firstHalf === null ? null : wipingNow([firstHalf], () => concat(firstHalf, typed));
}

async function keepPairing(
  { desk, pairings }: CardWork,
  { card, nis }: CardOnDesk,
  of: { readonly name: string; readonly documentNumber: string; readonly expiresAt: number },
  firstHalf: Uint8Array,
): Promise<void> {
  const { name, documentNumber, expiresAt } = of;
  const secret = await readLocalSecret(card, desk.primitives);
  await wiping([secret], () => pairings.keep({ nis, name, documentNumber, expiresAt }, firstHalf, secret));
}

async function wiping<Result>(secrets: readonly Uint8Array[], act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}

function wipingNow<Result>(secrets: readonly Uint8Array[], act: () => Result): Result {
  try {
    return act();
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}
