import { fromUtf8, type Ground, type Instant, type SealedPlace, type Sql, utf8 } from '@tessera/base';
import { TRANSACTION_LOG_MONTHS } from './profile.ts';
import type { OpenIdProvider } from './provider.ts';
import { appendEntry, entriesOf } from './transaction-log-store.ts';

/** What was said, in the order it was said. The request came from the service, the response is ours. */
export interface LoggedExchange {
  readonly entry: string;
  readonly at: Instant;
  readonly request: unknown;
  readonly response: unknown;
}

const placeOf = (authorizationId: string, entry: string): SealedPlace => ({
  table: 'oidc_transaction_log',
  column: 'sealed',
  row: `${authorizationId} ${entry}`,
  version: 1,
});

/**
 * Keeps an exchange for 24 months, sealed, in the transaction of the act itself (docs/rules/oidc.md 18, promise 24).
 * One statement an exchange: rows are only ever appended, so nothing that was said can be said differently later.
 */
export async function logExchange(
  { ground: { keys } }: OpenIdProvider,
  sql: Sql,
  { id, entry, at }: { id: string; entry: string; at: Instant },
  request: unknown,
  response: unknown,
): Promise<void> {
  const sealed = await keys.seal('transaction-log', utf8(JSON.stringify({ request, response })), placeOf(id, entry));
  await appendEntry(sql, {
    authorizationId: id,
    entry,
    at,
    expiresAt: monthsAfter(at, TRANSACTION_LOG_MONTHS),
    sealed,
  });
}

/** Everything said in one login. Only for appointed personnel: reading leaves a trace with its reason (T-PRV-05). */
export async function readTransactionLog(
  { database, keys, audit }: Pick<Ground, 'database' | 'keys' | 'audit'>,
  { authorizationId, reader, reason }: { authorizationId: string; reader: string; reason: string },
): Promise<LoggedExchange[]> {
  const details = { authorization: authorizationId, reader, reason };
  const rows = await database.transaction(async (sql) => {
    await audit.record(sql, { act: 'oidc.transaction-log-read', rule: 'promise 24', details });
    return entriesOf(sql, authorizationId);
  });
  return Promise.all(
    rows.map(async ({ entry, at, sealed }) => {
      const plain = await keys.open('transaction-log', sealed, placeOf(authorizationId, entry));
      const { request, response } = JSON.parse(fromUtf8(plain)) as { request: unknown; response: unknown };
      return { entry, at, request, response };
    }),
  );
}

function monthsAfter(instant: Instant, months: number): Instant {
  const day = new Date(instant);
  return day.setUTCMonth(day.getUTCMonth() + months);
}
