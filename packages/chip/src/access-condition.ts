import { CODE } from '@tessera/ias';
import { type CardState, isClosed } from './card-state.ts';

/** What must have been shown before a file is read, a key used or a code compared. */
export type AccessCondition = (typeof ACCESS_CONDITIONS)[number];

export const ACCESS_CONDITIONS = [
  'free',
  /** A reader that proved itself; the command comes through secure messaging. */
  'reader',
  /** Such a reader, and the right PIN. */
  'pin',
  /** Such a reader, and the right PUK. */
  'puk',
  /** Whoever holds the document in their hands (BAC). */
  'document',
] as const;

/** `secured`: the command in question came through secure messaging. */
export function allows(card: CardState, condition: AccessCondition, secured: boolean): boolean {
  const { step } = card.channel;
  const reader = secured && (step === 'reader-proven' || step === 'proven');
  switch (condition) {
    case 'free':
      return true;
    case 'reader':
      return reader;
    case 'pin':
      return reader && card.verified.has(CODE.pin) && !isClosed(card);
    case 'puk':
      return reader && card.verified.has(CODE.puk);
    case 'document':
      return secured && step === 'document';
  }
}
