import { createAuditTrail, type RecordedEvent, readEvents } from '@tessera/audit';
import type { Ground, OutgoingMessage } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { type EngineDatabase, type EngineName, openDatabase } from '@tessera/storage';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { recordingOutbox } from './recording-outbox.ts';
import { seededRandom } from './seeded-random.ts';

/** Where a test's database and keys are: all that another process needs to open the same. */
export interface Place {
  /** `postgres://…`, or null for SQLite. */
  readonly url: string | null;
  /** Where the SQLite file is, and anything else that a test keeps in files. Removed by `close`. */
  readonly folder: string;
  readonly keys: string;
}

/** A ground with handles for the test. */
export interface Testbed extends Ground {
  readonly engine: EngineName;
  readonly clock: MovableClock;
  /** What left through the outbox, in order. Empty it with `sent.length = 0`. */
  readonly sent: OutgoingMessage[];
  /** Every recorded event, in order. */
  events(): Promise<readonly RecordedEvent[]>;
  readonly place: Place;
  close(): Promise<void>;
}

/** A Thursday in January, eleven in the morning in Rome. */
export const START = Date.parse('2026-01-15T10:00:00Z');

/** Opens what is at the place, as it is. */
export async function groundAt(
  place: Place,
  { seed, now }: { readonly seed: string | number; readonly now: number },
): Promise<Testbed & { readonly engineDatabase: EngineDatabase }> {
  const { url, folder, keys } = place;
  const engineDatabase = await openDatabase(url === null ? { folder } : { url, folder });
  const clock = movableClock(now);
  const random = seededRandom(seed);
  const { database, outbox, sent } = recordingOutbox(engineDatabase, random);
  return {
    engine: engineDatabase.engine,
    engineDatabase,
    database,
    outbox,
    sent,
    clock,
    random,
    keys: await openSoftwareKeys({ folder: keys }),
    audit: createAuditTrail({ clock, random }),
    place,
    events: async () => (await readEvents(database, { limit: 100_000 })).events,
    close: () => database.close(),
  };
}
