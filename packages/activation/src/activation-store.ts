import { fromUtf8, type Instant, type Keys, type Sql, utf8 } from '@tessera/base';
import type { Activation, ActivationState } from './activation.ts';

interface Row {
  id: string;
  version: number;
  memory: Uint8Array;
  began_at: Instant;
  expires_at: Instant;
}

const place = (row: string, version: number) => ({ table: 'activations', column: 'memory', row, version });

const sealState = (keys: Keys, id: string, version: number, state: ActivationState): Promise<Uint8Array> =>
  keys.seal('session', utf8(JSON.stringify(state)), place(id, version));

/** The state as it was sealed. Nobody else can have written it: it opens in this row and version alone. */
async function openState(keys: Keys, row: Row): Promise<ActivationState> {
  const plain = await keys.open('session', row.memory, place(row.id, row.version));
  return JSON.parse(fromUtf8(plain)) as ActivationState;
}

/** False when this session has its activation already: the first form was sent twice. `citizenId` where it is proven. */
export async function recordActivation(
  sql: Sql,
  keys: Keys,
  session: Uint8Array,
  activation: Activation,
  citizenId: string | null = null,
): Promise<boolean> {
  const { id, version, beganAt, expiresAt, state } = activation;
  const recorded = await sql.run(
    `insert into activations (id, session, step, version, citizen_id, memory, began_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (session) do nothing`,
    id,
    session,
    state.step,
    version,
    citizenId,
    await sealState(keys, id, version, state),
    beganAt,
    expiresAt,
  );
  return recorded === 1;
}

const COLUMNS = 'id, version, memory, began_at, expires_at';

/** The activation of a browser's cookie; null when there is none, or no more. */
export async function activationOf(
  sql: Sql,
  keys: Keys,
  session: Uint8Array,
  now: Instant,
): Promise<Activation | null> {
  const row = await sql.first<Row>(
    `select ${COLUMNS} from activations where session = $1 and expires_at > $2`,
    session,
    now,
  );
  return row && fromRow(keys, row);
}

/** Where a known activation stands now. */
export async function findById(sql: Sql, keys: Keys, id: string): Promise<Activation | null> {
  const row = await sql.first<Row>(`select ${COLUMNS} from activations where id = $1`, id);
  return row && fromRow(keys, row);
}

async function fromRow(keys: Keys, row: Row): Promise<Activation> {
  const state = await openState(keys, row);
  return { id: row.id, version: row.version, beganAt: row.began_at, expiresAt: row.expires_at, state };
}

/** Moves to the next state. False when somebody moved first: the caller looks again at where the activation stands. */
export async function advance(
  sql: Sql,
  keys: Keys,
  { id, version }: Activation,
  next: { readonly state: ActivationState; readonly expiresAt: Instant; readonly citizenId: string },
): Promise<boolean> {
  const changed = await sql.run(
    `update activations set step = $3, version = $4, citizen_id = $5, memory = $6, expires_at = $7
     where id = $1 and version = $2`,
    id,
    version,
    next.state.step,
    version + 1,
    next.citizenId,
    await sealState(keys, id, version + 1, next.state),
    next.expiresAt,
  );
  return changed === 1;
}

/** The old cookie is worth nothing from here on. */
export async function changeSession(sql: Sql, id: string, session: Uint8Array): Promise<void> {
  await sql.run('update activations set session = $2 where id = $1', id, session);
}

/** Leaves an activation where it is, and keeps it longer. */
export async function keep(sql: Sql, id: string, expiresAt: Instant): Promise<void> {
  await sql.run('update activations set expires_at = $2 where id = $1 and expires_at < $2', id, expiresAt);
}

/** Forgets what expired: nothing of it is of use to anybody. */
export async function forgetExpired(sql: Sql, now: Instant): Promise<void> {
  await sql.run('delete from activations where expires_at <= $1', now);
}
