import type { Ground, Instant, Sql } from '@tessera/base';

/** A service that may read the same data again without the citizen being there (docs/rules/oidc.md 11). */
export interface OfflineGrant {
  readonly id: string;
  readonly clientId: string;
  readonly displayName: string;
  readonly grantedAt: Instant;
  /** When the consent ends by itself. */
  readonly until: Instant;
}

/** What this citizen has left on, newest first. */
export async function offlineGrants(sql: Sql, subject: string, now: Instant): Promise<OfflineGrant[]> {
  const rows = await sql.all<{
    id: string;
    client_id: string;
    display_name: string | null;
    answered_at: Instant;
    offline_until: Instant;
  }>(
    `select a.id, a.client_id, p.display_name, a.answered_at, a.offline_until
     from oidc_authorizations a left join oidc_relying_parties p on p.client_id = a.client_id
     where a.subject = $1 and a.offline_until > $2 and a.redeemed_at is not null and a.ended_at is null
       and exists (select 1 from oidc_refresh_tokens r
                   where r.authorization_id = a.id and r.used_at is null and r.expires_at > $2)
     order by a.answered_at desc, a.id`,
    subject,
    now,
  );
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    displayName: row.display_name ?? row.client_id,
    grantedAt: row.answered_at,
    until: row.offline_until,
  }));
}

/** The citizen's own switch: ends the service's tokens at once. False when there was nothing of this citizen's to end. */
export async function revokeOfflineGrant(
  sql: Sql,
  { audit, clock }: Pick<Ground, 'audit' | 'clock'>,
  { id, subject }: { id: string; subject: string },
): Promise<boolean> {
  const row = await sql.first<{ client_id: string }>(
    `update oidc_authorizations set ended_at = $3
     where id = $1 and subject = $2 and offline_until is not null and ended_at is null returning client_id`,
    id,
    subject,
    clock.now(),
  );
  if (row === null) return false;
  const details = { authorization: id, service: row.client_id };
  await audit.record(sql, { act: 'oidc.offline-access-ended', rule: 'oidc.md 11', citizen: subject, details });
  return true;
}
