import { setTimeout as pause } from 'node:timers/promises';
import type { CardSerial, Clock, Database } from '@tessera/base';
import type { CardState } from '@tessera/chip';
import type { CardPrimitives } from '@tessera/ias';
import type { CardPress } from '@tessera/issuance';
import type { FaultBoard } from '../faults/fault-board.ts';
import {
  type Chip,
  chips,
  chipsAt,
  findChip,
  keepChip,
  keepCodes,
  loadCard,
  moveChip,
  type Place,
} from '../world/chip-store.ts';
import { ApduLog, type Via } from './apdu-log.ts';
import { openExchange } from './opened-exchange.ts';
import { CardLost, PoweredChip } from './powered-chip.ts';

interface Surroundings {
  readonly world: Database;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly primitives: CardPrimitives;
}

/** All virtual cards of the country: where each lies, and what is said to it. The machine that makes cards puts them here. */
export class Wallet implements CardPress {
  readonly log = new ApduLog();
  readonly #surroundings: Surroundings;
  readonly #powered = new Map<CardSerial, PoweredChip>();
  /** How often a card was put somewhere: who spoke to it before speaks to nobody now. */
  readonly #moves = new Map<CardSerial, number>();
  readonly #onMove = new Set<() => void>();
  readonly #onWord = new Set<() => void>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Resolves when the card is on the disk; made again, it is the new one that answers from then on. */
  async make(card: CardState, serial: CardSerial): Promise<void> {
    await this.#surroundings.world.transaction((sql) => keepChip(sql, serial, card));
    await this.#away(serial);
    this.#moved();
  }

  cards(): Promise<Chip[]> {
    return chips(this.#surroundings.world);
  }

  find(serial: CardSerial): Promise<Chip | null> {
    return findChip(this.#surroundings.world, serial);
  }

  /** Usually none or one; two only when somebody wanted it so. */
  onReader(): Promise<Chip[]> {
    return chipsAt(this.#surroundings.world, 'reader');
  }

  /**
   * Puts a card somewhere. On a reader or phone there is room for one: what lies there goes into the drawer, unless the new one is
   * put `beside` it.
   */
  async place(serial: CardSerial, place: Place, { beside = false } = {}): Promise<'placed' | 'no-such-card'> {
    const moved = await this.#surroundings.world.transaction(async (sql) => {
      const before = await findChip(sql, serial);
      if (before === null) return null;
      const others = place === 'drawer' || beside ? [] : await chipsAt(sql, place);
      const displaced = others.filter((other) => other.serial !== serial);
      for (const other of displaced) await moveChip(sql, other.serial, 'drawer');
      await moveChip(sql, serial, place);
      return before.place === place ? displaced : [...displaced, before];
    });
    if (moved === null) return 'no-such-card';
    await Promise.all(moved.map((chip) => this.#away(chip.serial)));
    this.#moved();
    return 'placed';
  }

  /** Speaks to a card where it lies now, until it is moved. */
  contact(serial: CardSerial, via: Via): Contact {
    const chip = this.#chip(serial);
    const visit = this.#moves.get(serial) ?? 0;
    const lost = (): boolean => (this.#moves.get(serial) ?? 0) !== visit;
    return {
      transmit: (command) => this.#transmit(chip, command, via, lost),
      reset: () => chip.reset(lost),
    };
  }

  /** Calls back whenever a card was made or moved. Returns how to stop. */
  onMove(listener: () => void): () => void {
    this.#onMove.add(listener);
    return () => this.#onMove.delete(listener);
  }

  /** Calls back after each command. Returns how to stop. */
  onWord(listener: () => void): () => void {
    this.#onWord.add(listener);
    return () => this.#onWord.delete(listener);
  }

  /** Nobody has a card any more. */
  async forget(): Promise<void> {
    await Promise.all([...this.#powered.keys()].map((serial) => this.#away(serial)));
    this.#powered.clear();
    this.log.clear();
    this.#moved();
  }

  async #transmit(chip: PoweredChip, command: Uint8Array, via: Via, lost: () => boolean): Promise<Uint8Array> {
    const { clock, faults, primitives } = this.#surroundings;
    const { serial } = chip;
    const seen = { at: clock.now(), serial, via, command: command.slice() };
    try {
      const slow = faults.striking('card-slow', serial);
      if (slow !== undefined) await pause(slow.lateBy ?? 0);
      const struck = faults.countCommand(serial);
      if (struck === 'tag-lost') await this.place(serial, 'drawer');
      if (struck === 'tag-lost') throw new CardLost('the card was lifted');
      const exchange = await chip.command(command, lost, struck === 'power-torn');
      if (lost()) throw new CardLost('the card was lifted');
      this.log.write({ ...seen, answer: exchange.answer, opened: openExchange(exchange, primitives) });
      return exchange.answer;
    } catch (error) {
      this.log.write({ ...seen, answer: null, opened: null });
      throw error;
    } finally {
      for (const listener of this.#onWord) listener();
    }
  }

  async #away(serial: CardSerial): Promise<void> {
    this.#moves.set(serial, (this.#moves.get(serial) ?? 0) + 1);
    await this.#powered.get(serial)?.powerOff();
  }

  #chip(serial: CardSerial): PoweredChip {
    const { world, primitives } = this.#surroundings;
    const known = this.#powered.get(serial);
    if (known !== undefined) return known;
    const storage = {
      load: (wanted: CardSerial) => loadCard(world, wanted),
      save: (written: CardSerial, codes: CardState['codes']) =>
        world.transaction((sql) => keepCodes(sql, written, codes)),
    };
    const chip = new PoweredChip(serial, storage, primitives);
    this.#powered.set(serial, chip);
    return chip;
  }

  #moved(): void {
    for (const listener of this.#onMove) listener();
  }
}

/** A card within reach. Both throw CardLost once it is not. */
export interface Contact {
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Power on, or off and on; gives the answer to reset. */
  reset(): Promise<Uint8Array>;
}
