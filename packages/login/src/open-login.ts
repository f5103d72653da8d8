import { type AuditEvent, civilDateAt, type Ground, type Sql } from '@tessera/base';
import { bindingOf, holderOf, raisedToken } from './browser-binding.ts';
import { type Login, proofOf, standing } from './login.ts';
import { findLogin, move, type StoredLogin } from './login-store.ts';
import { meansState } from './means.ts';
import { unproven } from './unproven.ts';

/** A login in the hands of the browser that began it, as it stands now. */
export interface OpenLogin extends StoredLogin {
  /** What the browser's cookie must hold from now on. */
  readonly token: string;
}

export type Opened =
  | { readonly outcome: 'open'; readonly login: OpenLogin }
  | { readonly outcome: 'unknown' }
  /** Another browser began it, or this one holds a token from before a rise. Nothing changes. */
  | { readonly outcome: 'other-browser' };

/** What a browser sends: the token of its cookie and, with a form, the number in that form. */
export interface Sent {
  readonly id: string;
  readonly token: string | null;
  readonly attempt: string | null;
}

/** Finds a login for the browser that it belongs to. Every page and every form passes here first. */
export async function openLogin(ground: Ground, sent: Sent): Promise<Opened> {
  const stored = await findLogin(ground.database, sent.id);
  if (stored === null) return { outcome: 'unknown' };
  const holder = holderOf(ground.keys, stored, sent);
  if (holder.holds === 'no') return { outcome: 'other-browser' };
  const now = ground.clock.now();
  const proof = proofOf(stored.state);
  const state = standing(stored.state, {
    isOver: now >= stored.expiresAt,
    // Locked, recovered with a new password, or revoked, after the proof: locked at every later step too (promise 6).
    means: proof === null ? 'standing' : await meansState(ground.database, proof, civilDateAt(now)),
    unproven: unproven(stored.request, proof),
  });
  return { outcome: 'open', login: { ...stored, state, token: holder.token } };
}

/** A move that the browser's form asked for, and what it leaves in the event log. */
export interface Move {
  /** Where to; may write what belongs to the move. Null: the login is no longer where it can move so. */
  readonly to: (sql: Sql) => Login | null | Promise<Login | null>;
  /** The form's number when the login rises to a level: then the token changes (T-LOG-16). */
  readonly raisedBy: string | null;
  /** Null where the room that checked the proof has recorded it already. */
  readonly event: AuditEvent | null;
}

/** Moves the login in one transaction; when somebody else was faster, shows where it stands now. */
export async function moveOn(ground: Ground, login: OpenLogin, asked: Move): Promise<Opened> {
  const moved = await ground.database.transaction((sql) => moveWithin(sql, ground, login, asked));
  return moved === null ? await overtaken(ground, login, asked.raisedBy) : { outcome: 'open', login: moved };
}

/** The same, inside the caller's transaction. Null when somebody else was faster. */
export async function moveWithin(
  sql: Sql,
  ground: Ground,
  login: OpenLogin,
  { to, raisedBy, event }: Move,
): Promise<OpenLogin | null> {
  const token = raisedBy === null ? login.token : raisedToken(ground.keys, login.id, login.token, raisedBy);
  const boundTo = bindingOf(ground.keys, login.id, token);
  const state = await to(sql);
  if (state === null || !(await move(sql, login, { state, boundTo }))) return null;
  if (event !== null) await ground.audit.record(sql, event);
  return { ...login, version: login.version + 1, state, boundTo, token };
}

/** Where a login stands that somebody else has moved meanwhile; the same form may have been here a moment ago. */
export const overtaken = (ground: Ground, login: OpenLogin, raisedBy: string | null): Promise<Opened> =>
  openLogin(ground, { id: login.id, token: login.token, attempt: raisedBy });
