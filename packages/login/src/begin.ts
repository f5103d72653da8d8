import type { AuthenticationRequest } from '@tessera/assurance';
import { civilDateAt, type Ground, MINUTE, randomToken, type Sql, timelyUuid } from '@tessera/base';
import { findCitizen } from '@tessera/registry';
import { admits } from './admission.ts';
import { bindingOf } from './browser-binding.ts';
import { aimOf } from './levels.ts';
import type { Login } from './login.ts';
import { type Correlation, insertLogin } from './login-store.ts';
import type { OpenLogin } from './open-login.ts';
import { signedOn } from './sign-on.ts';

/** Source: NIST SP 800-63B-4; `security.md` part 2. */
export const LOGIN_LIFETIME = 10 * MINUTE;

/**
 * Starts a login for a request that its protocol has accepted, in the transaction in which it was written down.
 *
 * `session` is the sign-on token of the browser's cookie. The `token` of the answer goes into a cookie of that browser:
 * without it nobody can go on (promise 13).
 */
export async function begin(
  sql: Sql,
  ground: Ground,
  request: AuthenticationRequest,
  from: {
    readonly correlation: Correlation;
    /** The one registered origin that the citizen may be sent back to. */
    readonly returnOrigin: string | null;
    readonly session: string | null;
    /** True where this deployment reads cards. */
    readonly cards: boolean;
  },
): Promise<OpenLogin> {
  const id = timelyUuid(ground.random, ground.clock.now());
  const token = randomToken(ground.random);
  const login: OpenLogin = {
    id,
    version: 1,
    state: await firstStep(sql, ground, request, from),
    request,
    correlation: from.correlation,
    returnOrigin: from.returnOrigin,
    boundTo: bindingOf(ground.keys, id, token),
    expiresAt: ground.clock.now() + LOGIN_LIFETIME,
    answer: null,
    answeredAt: null,
    token,
  };
  await insertLogin(sql, login);
  await ground.audit.record(sql, {
    act: 'login.began',
    rule: 'IDP-01',
    details: {
      login: id,
      service: request.relyingParty.id,
      minimumLevel: request.minimumLevel,
      step: login.state.step,
    },
  });
  return login;
}

async function firstStep(
  sql: Sql,
  ground: Ground,
  request: AuthenticationRequest,
  { session, cards }: { readonly session: string | null; readonly cards: boolean },
): Promise<Login> {
  const aim = aimOf(request);
  if (cards && (aim === null || request.preferredLevel === 3)) return { step: 'choosing-card-way' };
  if (aim === null) return { step: 'refused', because: 'card-not-readable' };
  // Levels 2 and 3 are proven again each time, whatever the session says (promise 11).
  if (aim > 1 || request.forceFresh) return { step: 'awaiting-password', aim };

  const signOn = await signedOn(sql, ground, session);
  const citizen = signOn === null ? null : await findCitizen(sql, ground.keys, signOn.citizenId);
  if (signOn === null || citizen === null) return { step: 'awaiting-password', aim };
  const now = ground.clock.now();
  if (!admits(request.relyingParty, citizen.birthDate, civilDateAt(now))) {
    return { step: 'refused', because: 'minor', citizenId: citizen.id };
  }
  return { step: 'awaiting-consent', proof: { ...signOn, methods: ['session'], at: now } };
}
