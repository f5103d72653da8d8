import type { Instant, Sql } from '@tessera/base';

export type ContactKind = 'phone' | 'email';

export interface ContactRow {
  readonly kind: ContactKind;
  readonly address: Uint8Array;
  readonly digest: Uint8Array;
  readonly version: number;
  readonly verified_at: number | null;
}

/** All contacts of a citizen: at most one of each kind. */
export const contactRows = (sql: Sql, citizenId: string): Promise<ContactRow[]> =>
  sql.all(
    'select kind, address, digest, version, verified_at from contacts where citizen_id = $1 order by kind desc',
    citizenId,
  );

/** The version that a new address is to be sealed with; the row is ours until the transaction ends. */
export async function claimVersion(sql: Sql, citizenId: string, kind: ContactKind, at: Instant): Promise<number> {
  const row = await sql.first<{ version: number }>(
    `insert into contacts (citizen_id, kind, version, recorded_at) values ($1, $2, 1, $3)
     on conflict (citizen_id, kind) do update set version = contacts.version + 1, recorded_at = excluded.recorded_at
     returning version`,
    citizenId,
    kind,
    at,
  );
  if (row === null) throw new Error('the upsert of a contact returned nothing');
  return row.version;
}

/** Claims version 1 when nothing is on file; false when something is. */
export async function claimFirstVersion(sql: Sql, citizenId: string, kind: ContactKind, at: Instant): Promise<boolean> {
  const claimed = await sql.run(
    `insert into contacts (citizen_id, kind, version, recorded_at) values ($1, $2, 1, $3)
     on conflict (citizen_id, kind) do nothing`,
    citizenId,
    kind,
    at,
  );
  return claimed === 1;
}

/** Puts the new address in; it is not verified yet. */
export const fillIn = (
  sql: Sql,
  citizenId: string,
  kind: ContactKind,
  { address, digest }: { readonly address: Uint8Array; readonly digest: Uint8Array },
): Promise<number> =>
  sql.run(
    'update contacts set address = $3, digest = $4, verified_at = null where citizen_id = $1 and kind = $2',
    citizenId,
    kind,
    address,
    digest,
  );

/** False when another address is on file, or none. What was verified before keeps its day. */
export async function markVerified(
  sql: Sql,
  citizenId: string,
  kind: ContactKind,
  digest: Uint8Array,
  at: Instant,
): Promise<boolean> {
  const marked = await sql.run(
    `update contacts set verified_at = coalesce(verified_at, $4) where citizen_id = $1 and kind = $2 and digest = $3`,
    citizenId,
    kind,
    digest,
    at,
  );
  return marked === 1;
}
