import type { Ground, Sql } from '@tessera/base';
import { boundPhone, type CodeCheck, codeSms, redeemOneTimeCode, sendCode } from '@tessera/credentials';
import { type Citizen, findCitizen } from '@tessera/registry';
import { bindingOf, raisedToken } from './browser-binding.ts';
import { advance, type CodeOnItsWay, type CodeSending, type Login } from './login.ts';
import { move } from './login-store.ts';
import { moveOn, type Opened, type OpenLogin, openLogin } from './open-login.ts';
import { texts } from './texts.ts';

/** A login that waits for the code. */
export type AwaitingCode = OpenLogin & { readonly state: Extract<Login, { step: 'awaiting-code' }> };

export const awaitsCode = (login: OpenLogin): login is AwaitingCode => login.state.step === 'awaiting-code';

/**
 * Sends a code for this very login (IDP-13).
 *
 * Also to those who chose the app: until a device is certified, the SMS is their way in.
 */
export async function sendSignInCode(
  sql: Sql,
  ground: Ground,
  login: OpenLogin,
  to: { readonly citizen: Citizen; readonly phone: string; readonly host: string },
): Promise<CodeOnItsWay> {
  const { phone, host, citizen } = to;
  const { id: citizenId, language } = citizen;
  const purpose = texts(language)('codePurpose', { service: login.request.relyingParty.displayName });
  const sending = await sendCode(sql, ground, {
    purpose: 'login',
    flow: login.id,
    citizenId,
    to: { kind: 'sms', address: phone },
    compose: (code) => codeSms(phone, code, { language, purpose, host }),
  });
  return { phoneEnding: phone.slice(-2), sending };
}

/** "Invia SMS di nuovo". `sending` says what became of this message; null where there is no phone to send it to. */
export async function resendCode(
  ground: Ground,
  login: AwaitingCode,
  host: string,
): Promise<{ readonly sending: CodeSending | null; readonly opened: Opened }> {
  const { database, keys } = ground;
  const { citizenId } = login.state.proof;
  const citizen = await findCitizen(database, keys, citizenId);
  const phone = await boundPhone(database, keys, citizenId);
  if (citizen === null || phone === null) return { sending: null, opened: { outcome: 'open', login } };
  let sending: CodeSending | null = null;
  const opened = await moveOn(ground, login, {
    to: async (sql) => {
      ({ sending } = await sendSignInCode(sql, ground, login, { citizen, phone, host }));
      // The login keeps the message that left last: its page counts down from it.
      return sending.outcome === 'sent' ? advance(login.state, { type: 'code-sent', sending }) : null;
    },
    raisedBy: null,
    event: null,
  });
  return { sending, opened };
}

export type CodeOutcome =
  /** The login stands at the step of `login`: further on, or wherever another tab has taken it. */
  Opened | Exclude<CodeCheck, { outcome: 'accepted' }>;

/** Checks the typed code; the right one raises the login to level 2 as it is used up, and the login's token changes. */
export async function proveCode(
  ground: Ground,
  login: OpenLogin,
  { code, attempt }: { readonly code: string; readonly attempt: string },
): Promise<CodeOutcome> {
  if (!awaitsCode(login)) return { outcome: 'open', login };
  const state = advance(login.state, { type: 'code-proven', at: ground.clock.now() });
  if (state === null) return { outcome: 'open', login };
  const token = raisedToken(ground.keys, login.id, login.token, attempt);
  const boundTo = bindingOf(ground.keys, login.id, token);
  let moved = false;
  const check = await redeemOneTimeCode(ground, { purpose: 'login', flow: login.id }, code, async (sql) => {
    moved = await move(sql, login, { state, boundTo });
  });
  if (moved) return { outcome: 'open', login: { ...login, version: login.version + 1, state, boundTo, token } };
  // A refusal is told only where the login still waits: the same form may have been here a moment ago and have used the code up.
  const now = await openLogin(ground, { id: login.id, token: login.token, attempt });
  return check.outcome === 'accepted' || now.outcome !== 'open' || !awaitsCode(now.login) ? now : check;
}

/** The service takes level 1 too: the citizen goes on without the code. Changes nothing where it does not. */
export async function settleForLevel1(ground: Ground, login: OpenLogin): Promise<Opened> {
  if (!awaitsCode(login) || login.request.minimumLevel !== 1) return { outcome: 'open', login };
  const { citizenId } = login.state.proof;
  return await moveOn(ground, login, {
    to: () => advance(login.state, { type: 'settled-for-level-1' }),
    raisedBy: null,
    event: { act: 'login.settled-for-level-1', rule: 'IDP-21', citizen: citizenId, details: { login: login.id } },
  });
}
