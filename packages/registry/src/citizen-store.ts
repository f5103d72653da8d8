import type { Instant, Sql } from '@tessera/base';

export interface CitizenRow {
  readonly id: string;
  /** Name, tax code, birth and language, sealed as one. */
  readonly identity: Uint8Array;
  readonly identity_version: number;
}

/** False when someone with this tax code is registered already. */
export async function insertCitizen(
  sql: Sql,
  citizen: { id: string; digest: Uint8Array; identity: Uint8Array; version: number; at: Instant },
): Promise<boolean> {
  const { id, digest, identity, version, at } = citizen;
  const inserted = await sql.run(
    `insert into citizens (id, fiscal_code_digest, identity, identity_version, registered_at)
     values ($1, $2, $3, $4, $5)
     on conflict (fiscal_code_digest) do nothing`,
    id,
    digest,
    identity,
    version,
    at,
  );
  return inserted === 1;
}

export const citizenRow = (sql: Sql, id: string): Promise<CitizenRow | null> =>
  sql.first('select id, identity, identity_version from citizens where id = $1', id);

export const citizenRowByDigest = (sql: Sql, digest: Uint8Array): Promise<CitizenRow | null> =>
  sql.first('select id, identity, identity_version from citizens where fiscal_code_digest = $1', digest);

export async function citizenIdByDigest(sql: Sql, digest: Uint8Array): Promise<string | null> {
  const row = await sql.first<{ id: string }>('select id from citizens where fiscal_code_digest = $1', digest);
  return row?.id ?? null;
}
