import type { LoginResult } from '@tessera/assurance';
import { fromUtf8, type Ground, MINUTE, type SealedPlace, type Sql, utf8 } from '@tessera/base';
import { advance } from './login.ts';
import { keepAnswer, move } from './login-store.ts';
import { type Opened, type OpenLogin, openLogin } from './open-login.ts';

/** As long as the authorization code in it lives. */
const ANSWER_KEPT = MINUTE;

/** Tells the protocol how the login ended and returns what the browser must be sent. Runs in the login's own transaction. */
export type Tell<Answer> = (sql: Sql, result: LoginResult) => Promise<Answer>;

export type Conclusion<Answer> =
  /** `session` is the token of the new sign-on session, when one has begun. */
  | { readonly outcome: 'answered'; readonly answer: Answer; readonly session: string | null }
  /** Long ago: the answer is no longer kept. */
  | { readonly outcome: 'already-answered' }
  /** Not at a step that can end so: the page of its step is the right one. */
  | Opened;

/** Moves the login to its end, tells the protocol and keeps what it said. Null when somebody else was faster. */
export async function answerOnce<Answer>(
  sql: Sql,
  ground: Ground,
  login: OpenLogin,
  result: LoginResult,
  tell: Tell<Answer>,
): Promise<{ readonly sent: Answer } | null> {
  const how = result.outcome === 'authenticated' ? 'authentication' : result.reason;
  const next = advance(login.state, { type: 'answered', with: how });
  if (next === null || !(await move(sql, login, { state: next, boundTo: login.boundTo }))) return null;
  const sent = await tell(sql, result);
  const sealed = await ground.keys.seal('session', utf8(JSON.stringify(sent)), answerPlace(login.id));
  const authentication = result.outcome === 'authenticated' ? result.authentication : null;
  await Promise.all([
    keepAnswer(sql, login.id, sealed, ground.clock.now()),
    ground.audit.record(sql, {
      act: 'login.answered',
      rule: authentication === null ? 'IDP-23' : 'CON-01',
      citizen: authentication?.subject,
      details: { login: login.id, with: how, ...(authentication === null ? {} : { level: authentication.level }) },
    }),
  ]);
  return { sent };
}

/** A login is answered once, so its answer has one version. */
const answerPlace = (id: string): SealedPlace => ({ table: 'logins', column: 'answer', row: id, version: 1 });

/** The same form again: the same answer, while it lasts (promise 29). The first decision stands. */
export async function answeredBefore<Answer>(ground: Ground, login: OpenLogin): Promise<Conclusion<Answer>> {
  if (login.state.step !== 'answered') return { outcome: 'open', login };
  const { answer, answeredAt } = login;
  if (answer === null || answeredAt === null || ground.clock.now() >= answeredAt + ANSWER_KEPT) {
    return { outcome: 'already-answered' };
  }
  const kept = await ground.keys.open('session', answer, answerPlace(login.id));
  return { outcome: 'answered', answer: JSON.parse(fromUtf8(kept)) as Answer, session: null };
}

/** Another form of this browser was faster: what it was told, or where the login stands now. */
export async function answeredElsewhere<Answer>(ground: Ground, login: OpenLogin): Promise<Conclusion<Answer>> {
  const again = await openLogin(ground, { id: login.id, token: login.token, attempt: null });
  return again.outcome === 'open' ? await answeredBefore(ground, again.login) : again;
}
