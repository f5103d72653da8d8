import { concat } from '@tessera/base';
import { type Card, createCard } from '@tessera/chip';
import { drawTestCard, type TestCard } from '@tessera/chip/testing';
import type { CardPrimitives } from '@tessera/ias';
import type { CardReader } from '../card-reader.ts';
import { certifiedTerminal, type Terminal } from '../terminal.ts';

/** A test card in a reader, the terminal that it believes, and its memory. */
export interface Table {
  readonly made: TestCard;
  readonly card: Card;
  readonly terminal: Terminal;
  /** Tries left, as they are on the disk. */
  stored(reference: number): number;
}

export function tableWith(primitives: CardPrimitives, made: TestCard = drawTestCard()): Table {
  let { codes } = made.card;
  const memory = {
    save: async (next: typeof codes) => {
      codes = next;
    },
  };
  return {
    made,
    card: createCard(made.card, { primitives, memory }),
    terminal: certifiedTerminal(made.reader, made.reader.certificate),
    stored: (reference) => codes.get(reference)?.triesLeft ?? -1,
  };
}

/** A reader between terminal and card, which may change each answer; it counts and keeps what was sent. */
export class ReaderBetween implements CardReader {
  readonly sent: Uint8Array[] = [];
  private readonly card: CardReader;
  private readonly change: (answer: Uint8Array, index: number) => Uint8Array;

  constructor(card: CardReader, change: (answer: Uint8Array, index: number) => Uint8Array = (answer) => answer) {
    this.card = card;
    this.change = change;
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    const index = this.sent.push(command.slice()) - 1;
    return this.change(await this.card.transmit(command), index);
  }

  /** Everything that went over, in one. */
  heard(): Uint8Array {
    return concat(...this.sent);
  }
}

/** A card that is taken away at the n-th command: before the card has it, or before its answer is back. */
export function lostAt(
  card: CardReader,
  n: number,
  moment: 'before' | 'after',
): CardReader & { readonly index: () => number } {
  let index = -1;
  return {
    index: () => index,
    transmit: async (command) => {
      index++;
      if (index === n && moment === 'before') throw new Error('tag lost');
      const answer = await card.transmit(command);
      if (index >= n) throw new Error('tag lost');
      return answer;
    },
  };
}
