import { join } from 'node:path';
import { createAuditTrail } from '@tessera/audit';
import { type Ground, systemClock, systemRandom } from '@tessera/base';
import { nationalMigrations } from '@tessera/foundation';
import { openSoftwareKeys } from '@tessera/keys';
import { createOutbox } from '@tessera/messaging';
import { migrate, openDatabase } from '@tessera/storage';
import type { ProviderStart } from './contract.ts';

/** The real engines, durable and audited, on an empty database. */
export async function layGround({
  databaseUrl,
  folder,
}: Pick<ProviderStart, 'databaseUrl' | 'folder'>): Promise<Ground> {
  const database = await openDatabase({ folder, url: databaseUrl ?? undefined });
  await migrate(database, nationalMigrations);
  const keys = await openSoftwareKeys({ folder: join(folder, 'keys') });
  const engines = { keys, clock: systemClock, random: systemRandom };
  return { database, audit: createAuditTrail(engines), outbox: createOutbox(engines), ...engines };
}
