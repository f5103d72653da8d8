import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CardChannel, type CardReader, certifiedTerminal, openChannel, type Terminal } from '@tessera/card-client';
import type { CardOrder } from '@tessera/chip';
import { drawTestCard } from '@tessera/chip/testing';
import { nodePrimitives } from '@tessera/readers';
import { migrate, openSqlite } from '@tessera/storage';
import { FaultBoard } from '../../faults/fault-board.ts';
import { worldMigrations } from '../../world/migrations.ts';
import { Wallet } from '../wallet.ts';

export interface TestWallet {
  readonly wallet: Wallet;
  readonly faults: FaultBoard;
  /** Another process's wallet on the same disk, as after a crash. */
  anotherWallet(): Wallet;
  /** Makes a card and lays it into the drawer; gives the terminal that it believes. */
  newCard(serial: string, changes?: Partial<CardOrder>): Promise<Terminal>;
  channel(card: CardReader, terminal: Terminal): Promise<CardChannel>;
  /** Lets the machine's clock pass. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

const primitives = nodePrimitives();

/** A wallet on a disk of its own, without a country around it. */
export async function openTestWallet(): Promise<TestWallet> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-wallet-'));
  const world = await openSqlite({ file: join(folder, 'world.db') });
  await migrate(world, worldMigrations);
  let now = Date.UTC(2026, 10, 25);
  const clock = { now: () => now };
  const faults = new FaultBoard(clock);
  const anotherWallet = () => new Wallet({ world, clock, faults, primitives });
  const wallet = anotherWallet();
  return {
    wallet,
    faults,
    anotherWallet,
    newCard: async (serial, changes = {}) => {
      const made = drawTestCard({ documentNumber: serial, ...changes });
      await wallet.make(made.card, serial);
      return certifiedTerminal(made.reader, made.reader.certificate);
    },
    channel: (card, terminal) => openChannel(card, terminal, primitives),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}
