import {
  type CardChannel,
  type CodeCheck,
  type CodeName,
  type Consent,
  openChannel,
  triesLeft,
} from '@tessera/card-client';
import { type Deliberation, deliberationFor } from './deliberate.ts';
import type { CardOnDesk, Desk } from './desk.ts';

/** What became of a code that somebody typed for a card. */
export type GuessResult =
  | { readonly outcome: 'wrong'; readonly name: CodeName; readonly triesLeft: number | null }
  | { readonly outcome: 'blocked'; readonly name: CodeName }
  /** Nothing was compared: with so few tries left the guess has to be wanted in another way. */
  | {
      readonly outcome: 'needs-deliberation';
      readonly name: CodeName;
      readonly triesLeft: number;
      readonly deliberation: Deliberation;
    };

/** Tries left of both codes, as the card says; null where it does not. */
export interface Tries {
  readonly pin: number | null;
  readonly puk: number | null;
}

/** Asks the card; spends none. */
export const readTries = (desk: Desk) =>
  desk.withCard(async (on) => {
    const channel = await openChannel(on.card, desk.terminal, desk.primitives);
    try {
      const tries: Tries = { pin: await triesLeft(channel, 'pin'), puk: await triesLeft(channel, 'puk') };
      return { outcome: 'read' as const, nis: on.nis, tries };
    } finally {
      channel.close();
    }
  });

/**
 * Opens a channel and makes one guess in it, after the card was asked how many are left: a guess that ought to be wanted, and was
 * not in the way that this number asks for, is not made. `then` goes on in the same channel.
 */
export async function guessOnce<Result>(
  desk: Desk,
  { card }: CardOnDesk,
  { name, given }: { readonly name: CodeName; readonly given: Deliberation },
  check: (channel: CardChannel, consent: Consent) => Promise<CodeCheck>,
  then: (channel: CardChannel) => Promise<Result>,
): Promise<Result | GuessResult> {
  const channel = await openChannel(card, desk.terminal, desk.primitives);
  try {
    const left = await triesLeft(channel, name);
    const wanted = deliberationFor(name, left);
    if (left !== null && left > 0 && wanted !== 'none' && given !== wanted)
      return { outcome: 'needs-deliberation', name, triesLeft: left, deliberation: wanted };
    const checked = await check(channel, wanted === 'none' ? 'careful' : 'deliberate');
    switch (checked.outcome) {
      case 'right':
        return await then(channel);
      case 'needs-consent':
        return { outcome: 'needs-deliberation', name, triesLeft: checked.triesLeft, deliberation: 'tick' };
      case 'wrong':
        return { outcome: 'wrong', name, triesLeft: checked.triesLeft };
      case 'blocked':
        return { outcome: 'blocked', name };
    }
  } finally {
    channel.close();
  }
}
