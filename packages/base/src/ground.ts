import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Keys } from './keys.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';
import type { Database } from './sql.ts';

/** What every room stands on, and the only way it reaches the outside. Apps build one at start. */
export interface Ground {
  readonly database: Database;
  readonly keys: Keys;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: Random;
}
