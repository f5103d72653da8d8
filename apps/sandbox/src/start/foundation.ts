import { join } from 'node:path';
import { createAuditTrail } from '@tessera/audit';
import { type Ground, systemClock, systemRandom } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { createOutbox } from '@tessera/messaging';
import { type EngineDatabase, migrate, openDatabase, openSqlite } from '@tessera/storage';
import { RUNNING_WITH_THE_MACHINE, SandboxClock } from '../clock/sandbox-clock.ts';
import { failingDatabase } from '../faults/failing-database.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { readCountry } from '../world/country-store.ts';
import { worldMigrations } from '../world/migrations.ts';
import type { Teardown } from './teardown.ts';

/** What the whole country stands on. */
export interface Foundation {
  /** The national database itself; `ground.database` is the same, and can be taken away. */
  readonly national: EngineDatabase;
  /** The same as the operator sees it: a fault that takes it from the citizens does not take it from here. */
  readonly operators: EngineDatabase;
  readonly world: EngineDatabase;
  readonly clock: SandboxClock;
  readonly faults: FaultBoard;
  readonly ground: Ground;
  /** True while the country is being rebuilt: then its database answers nobody else. */
  readonly rebuilding: { now: boolean };
}

export interface FoundationOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
}

/** Opens both databases, the keys and the clock as the last run left it. */
export async function layFoundation(
  { dataFolder, databaseUrl }: FoundationOptions,
  teardown: Teardown,
): Promise<Foundation> {
  const world = await openSqlite({ file: join(dataFolder, 'world.db') });
  teardown.add(() => world.close());
  await migrate(world, worldMigrations);
  const national = await openDatabase({ folder: dataFolder, url: databaseUrl ?? undefined });
  teardown.add(() => national.close());

  const country = await readCountry(world);
  const clock = new SandboxClock(systemClock, country?.clock ?? RUNNING_WITH_THE_MACHINE);
  const faults = new FaultBoard(systemClock);
  const rebuilding = { now: false };
  const isGone = () => rebuilding.now || faults.striking('database-gone') !== undefined;

  const keys = await openSoftwareKeys({ folder: join(dataFolder, 'keys') });
  const engines = { keys, clock, random: systemRandom };
  const ground: Ground = {
    database: failingDatabase(national, isGone),
    audit: createAuditTrail(engines),
    outbox: createOutbox(engines),
    ...engines,
  };
  const operators = failingDatabase(national, () => rebuilding.now);
  return { national, operators, world, clock, faults, ground, rebuilding };
}
