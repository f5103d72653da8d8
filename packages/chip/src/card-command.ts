import type { CardPrimitives, CommandApdu, ResponseApdu } from '@tessera/ias';
import type { CardState } from './card-state.ts';
import type { Outcome } from './guess.ts';

/** A command as it reaches its file: opened, put together from its pieces. */
export interface CardCommand extends CommandApdu {
  /** It came through secure messaging. */
  readonly secured: boolean;
}

/** A command is a function from card to card. It looks at nothing else and throws nothing. */
export type CommandFunction = (
  card: CardState,
  command: CardCommand,
  primitives: CardPrimitives,
) => Outcome<ResponseApdu>;
