import type { Instant, Sql } from '@tessera/base';

/** A registered service as it lies in the table: its registration, as JSON, was checked before it was written. */
export interface RelyingPartyRow {
  readonly client_id: string;
  readonly registration: string;
}

/** Registers a service, or puts a new registration in the place of the old one. */
export async function recordRelyingParty(
  sql: Sql,
  party: { clientId: string; displayName: string; registration: string; at: Instant },
): Promise<void> {
  await sql.run(
    `insert into oidc_relying_parties (client_id, display_name, registration, registered_at) values ($1, $2, $3, $4)
     on conflict (client_id) do update
       set display_name = excluded.display_name, registration = excluded.registration, registered_at = excluded.registered_at`,
    party.clientId,
    party.displayName,
    party.registration,
    party.at,
  );
}

export const findRelyingParty = (sql: Sql, clientId: string): Promise<RelyingPartyRow | null> =>
  sql.first<RelyingPartyRow>('select client_id, registration from oidc_relying_parties where client_id = $1', clientId);

export const allRelyingParties = (sql: Sql): Promise<{ client_id: string; display_name: string }[]> =>
  sql.all('select client_id, display_name from oidc_relying_parties order by display_name, client_id');
