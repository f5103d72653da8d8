import type { CardSerial } from '@tessera/base';
import { type Card, type CardState, type Codes, createCard, type Exchange } from '@tessera/chip';
import type { CardPrimitives } from '@tessera/ias';
import { oneAtATime } from '../start/one-at-a-time.ts';

/** The card went away, or its power: no answer came. */
export class CardLost extends Error {
  override readonly name = 'CardLost';
}

export interface ChipStorage {
  /** Null when there is no such card. */
  load(serial: CardSerial): Promise<CardState | null>;
  /** Resolves when the codes are on the disk. */
  save(serial: CardSerial, codes: Codes): Promise<void>;
}

/**
 * A virtual card with or without power. Everything that happens to it happens in turn: it is never loaded while a count of its
 * former life is still on its way to the disk.
 */
export class PoweredChip {
  readonly serial: CardSerial;
  readonly #storage: ChipStorage;
  readonly #primitives: CardPrimitives;
  readonly #inTurn = oneAtATime();
  #card: Card | null = null;
  #seen: Exchange | null = null;
  #isTorn = false;

  constructor(serial: CardSerial, storage: ChipStorage, primitives: CardPrimitives) {
    this.serial = serial;
    this.#storage = storage;
    this.#primitives = primitives;
  }

  /**
   * One command. With `torn`, the power is cut once something was written, or else before the answer leaves.
   * `lost` is asked when the turn has come, and again before the answer is given. Throws CardLost.
   */
  command(bytes: Uint8Array, lost: () => boolean, torn: boolean): Promise<Exchange> {
    return this.#inTurn(async () => {
      if (lost()) throw new CardLost('the card is not there');
      const card = await this.#powered();
      this.#isTorn = torn;
      try {
        await card.transmit(bytes);
        if (torn) throw new CardLost('the power was cut');
      } catch (error) {
        // Whatever it knew without writing it down is gone; it is read from the disk again.
        this.#card = null;
        throw error;
      } finally {
        this.#isTorn = false;
      }
      if (this.#seen === null) throw new Error('a card answered unseen');
      return this.#seen;
    });
  }

  /** Power on, or off and on; gives the answer to reset. Throws CardLost. */
  reset(lost: () => boolean): Promise<Uint8Array> {
    return this.#inTurn(async () => {
      if (lost()) throw new CardLost('the card is not there');
      const card = await this.#powered();
      await card.reset();
      return card.atr;
    });
  }

  /** Away from every field: selection, channel and verified codes are gone. */
  powerOff(): Promise<void> {
    return this.#inTurn(async () => {
      this.#card = null;
      this.#seen = null;
    });
  }

  async #powered(): Promise<Card> {
    if (this.#card !== null) return this.#card;
    const loaded = await this.#storage.load(this.serial);
    if (loaded === null) throw new CardLost('there is no such card');
    this.#card = createCard(loaded, {
      primitives: this.#primitives,
      memory: { save: (codes) => this.#save(codes) },
      watch: (exchange) => {
        this.#seen = exchange;
      },
    });
    return this.#card;
  }

  async #save(codes: Codes): Promise<void> {
    await this.#storage.save(this.serial, codes);
    if (this.#isTorn) throw new CardLost('the power was cut');
  }
}
