import type { AuditEvent, Ground, Sql } from '@tessera/base';
import { mayUse } from '@tessera/credentials';
import { bindingOf, holderOf, raisedToken } from './browser-binding.ts';
import { aimOf } from './levels.ts';
import { type Login, proofOf, standing } from './login.ts';
import { findLogin, move, type StoredLogin } from './login-store.ts';

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
  const proof = proofOf(stored.state);
  const state = standing(stored.state, {
    isOver: ground.clock.now() >= stored.expiresAt,
    // Locked, or recovered with a new password, after the proof: locked at every later step too (promise 6).
    proofHolds: proof === null || (await mayUse(ground.database, proof.citizenId, proof.secretsVersion)),
    aim: aimOf(stored.request),
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
  const { raisedBy, event } = asked;
  const token = raisedBy === null ? login.token : raisedToken(ground.keys, login.id, login.token, raisedBy);
  const boundTo = bindingOf(ground.keys, login.id, token);
  const state = await ground.database.transaction(async (sql) => {
    const next = await asked.to(sql);
    if (next === null || !(await move(sql, login, { state: next, boundTo }))) return null;
    if (event !== null) await ground.audit.record(sql, event);
    return next;
  });
  if (state === null) return await openLogin(ground, { id: login.id, token: login.token, attempt: raisedBy });
  return { outcome: 'open', login: { ...login, version: login.version + 1, state, boundTo, token } };
}
