import { civilDateAt, type Ground, type Instant, type Sql } from '@tessera/base';
import { boundPhone, checkPassword, type PasswordAccepted, type PasswordHashing } from '@tessera/credentials';
import { findCitizen } from '@tessera/registry';
import { admits } from './admission.ts';
import { advance, type LoginEvent, type Proof } from './login.ts';
import { secretsMeans } from './means.ts';
import { type Move, moveWithin, type Opened, type OpenLogin, overtaken } from './open-login.ts';
import { sendSignInCode } from './sign-in-code.ts';

export interface TypedCredentials {
  /** Tax code, serial number of the card or verified e-mail (ACT-27). */
  readonly username: string;
  readonly password: string;
  /** The number in the form. */
  readonly attempt: string;
  /** Digest of the browser's lasting cookie: an owner's browser has a count of its own (promise 5). */
  readonly browser: string | null;
  /** Host of the sign-in pages: the SMS is bound to it. */
  readonly host: string;
}

export type PasswordOutcome =
  /** The login stands at the step of `login`: further on, or wherever another tab has taken it. */
  | Opened
  /** Also for an unknown or locked account: nobody learns which (promise 7). */
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly until: Instant };

/**
 * Checks the password, says whether the service is open to this citizen, and sends the code where level 2 is aimed at.
 *
 * The login moves in the transaction that accepts the password: both happen, or neither.
 */
export async function provePassword(
  ground: Ground,
  login: OpenLogin,
  typed: TypedCredentials,
  hashing?: PasswordHashing,
): Promise<PasswordOutcome> {
  if (login.state.step !== 'awaiting-password') return { outcome: 'open', login };
  let moved: OpenLogin | null = null;
  const check = await checkPassword(ground, typed, hashing, async (sql, accepted) => {
    moved = await moveWithin(sql, ground, login, await moveAfterPassword(sql, ground, login, accepted, typed));
  });
  if (check.outcome !== 'accepted') return check;
  return moved === null ? await overtaken(ground, login, typed.attempt) : { outcome: 'open', login: moved };
}

/** Where an accepted password leads. */
async function moveAfterPassword(
  sql: Sql,
  ground: Ground,
  login: OpenLogin,
  { citizenId, secretsVersion }: PasswordAccepted,
  { attempt, host }: TypedCredentials,
): Promise<Move> {
  const { state, request } = login;
  const aim = state.step === 'awaiting-password' ? state.aim : null;
  const [citizen, phone] = await Promise.all([
    findCitizen(sql, ground.keys, citizenId),
    aim === 1 ? null : boundPhone(sql, ground.keys, citizenId),
  ]);
  if (citizen === null) throw new Error('credentials without a citizen');
  const at = ground.clock.now();
  if (!admits(request.relyingParty, citizen.birthDate, civilDateAt(at))) {
    return turnAway(login, attempt, { type: 'minor-turned-away', citizenId }, 'MIN-03');
  }
  const proof: Proof = { citizenId, methods: ['password'], means: secretsMeans(secretsVersion), at };
  if (phone === null && request.minimumLevel === 2) {
    return turnAway(login, attempt, { type: 'phone-not-proven', citizenId }, 'promise 12');
  }
  return {
    to: async () => {
      // The message leaves with the move: a form sent twice at once sends one.
      const code = phone === null ? null : await sendSignInCode(sql, ground, login, { citizen, phone, host });
      return advance(state, { type: 'password-proven', proof, code });
    },
    raisedBy: attempt,
    event: null,
  };
}

/** Known, and yet not let in: a page says why. */
const turnAway = (
  login: OpenLogin,
  attempt: string,
  event: Extract<LoginEvent, { type: 'minor-turned-away' | 'phone-not-proven' }>,
  rule: string,
): Move => ({
  to: () => advance(login.state, event),
  raisedBy: attempt,
  event: { act: `login.${event.type}`, rule, citizen: event.citizenId, details: { login: login.id } },
});
