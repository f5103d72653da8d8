import type { Instant, Sql } from '@tessera/base';
import { CODE_GUESSES_MAX, type CodePurpose, type OneTimeCode } from './one-time-code.ts';

/** What a code is bound to: it opens this flow's door of this purpose. */
export interface CodeDoor {
  readonly purpose: CodePurpose;
  /** Identifier of the activation, login or recovery. */
  readonly flow: string;
}

/** The flow's code from now on; a former one is dead. */
export const replaceCode = (
  sql: Sql,
  { purpose, flow }: CodeDoor,
  code: Pick<OneTimeCode, 'id' | 'contact' | 'citizenId' | 'digest' | 'expiresAt'>,
): Promise<number> =>
  sql.run(
    `insert into one_time_codes (purpose, flow, id, contact, citizen_id, digest, guesses, expires_at)
     values ($1, $2, $3, $4, $5, $6, 0, $7)
     on conflict (purpose, flow) do update set
       id = excluded.id, contact = excluded.contact, citizen_id = excluded.citizen_id, digest = excluded.digest,
       guesses = 0, expires_at = excluded.expires_at, consumed_at = null`,
    purpose,
    flow,
    code.id,
    code.contact,
    code.citizenId,
    code.digest,
    code.expiresAt,
  );

/** The code with this guess counted, or null when nothing may be compared any more. */
export async function countGuess(sql: Sql, { purpose, flow }: CodeDoor, now: Instant): Promise<OneTimeCode | null> {
  const row = await sql.first<CodeRow>(
    `update one_time_codes set guesses = guesses + 1
     where purpose = $1 and flow = $2 and consumed_at is null and expires_at > $3 and guesses < $4
     returning ${COLUMNS}`,
    purpose,
    flow,
    now,
    CODE_GUESSES_MAX,
  );
  return row && fromRow(row);
}

export async function findCode(sql: Sql, { purpose, flow }: CodeDoor): Promise<OneTimeCode | null> {
  const row = await sql.first<CodeRow>(
    `select ${COLUMNS} from one_time_codes where purpose = $1 and flow = $2`,
    purpose,
    flow,
  );
  return row && fromRow(row);
}

/** True once: for the first right answer to this very code. */
export async function consume(sql: Sql, { purpose, flow }: CodeDoor, id: string, now: Instant): Promise<boolean> {
  const consumed = await sql.run(
    `update one_time_codes set consumed_at = $4
     where purpose = $1 and flow = $2 and id = $3 and consumed_at is null and expires_at > $4`,
    purpose,
    flow,
    id,
    now,
  );
  return consumed === 1;
}

export const sweepCodes = (sql: Sql, before: Instant): Promise<number> =>
  sql.run('delete from one_time_codes where expires_at < $1', before);

interface CodeRow {
  readonly id: string;
  readonly contact: Uint8Array;
  readonly citizen_id: string | null;
  readonly digest: Uint8Array;
  readonly guesses: number;
  readonly expires_at: number;
  readonly consumed_at: number | null;
}

const COLUMNS = 'id, contact, citizen_id, digest, guesses, expires_at, consumed_at';

const fromRow = (row: CodeRow): OneTimeCode => ({
  id: row.id,
  contact: row.contact,
  citizenId: row.citizen_id,
  digest: row.digest,
  guesses: row.guesses,
  expiresAt: row.expires_at,
  consumedAt: row.consumed_at,
});
