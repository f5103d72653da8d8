import type { Attributes, AuthenticationRequest, LoginResult } from '@tessera/assurance';
import type { Ground } from '@tessera/base';
import { rememberBrowser } from '@tessera/credentials';
import { type Citizen, findCitizen } from '@tessera/registry';
import { answeredBefore, answeredElsewhere, answerOnce, type Conclusion, type Tell } from './answer.ts';
import { levelOf } from './levels.ts';
import { advance, type Proof, proofOf, refusalFrom } from './login.ts';
import { moveOn, type Opened, type OpenLogin } from './open-login.ts';
import { startSignOn } from './sign-on.ts';
import { unproven } from './unproven.ts';

export interface Agreement {
  /** Left on by the citizen; counts only where the service asked (`oidc.md` 11). */
  readonly offlineAccess: boolean;
  /** Sign-on token of the browser's cookie: it ends when a new session begins. */
  readonly session: string | null;
  /** Digest of the browser's lasting cookie, remembered after a full sign-in (promise 5). */
  readonly browser: string;
}

/** "Prosegui": the data that were shown leave, the service gets its answer, and level 1 is kept for this browser. Once. */
export async function agree<Answer>(
  ground: Ground,
  login: OpenLogin,
  agreement: Agreement,
  tell: Tell<Answer>,
): Promise<Conclusion<Answer>> {
  if (login.state.step !== 'awaiting-consent') return await answeredBefore(ground, login);
  const { proof } = login.state;
  const citizen = await findCitizen(ground.database, ground.keys, proof.citizenId);
  if (citizen === null) throw new Error('a proof without a citizen');
  const result = authenticated(login.request, proof, citizen, agreement.offlineAccess);
  const done = await ground.database.transaction(async (sql) => {
    const answer = await answerOnce(sql, ground, login, result, tell);
    if (answer === null) return null;
    if (proof.methods.includes('session')) return { answer: answer.sent, session: null };
    if (proof.methods.includes('password')) await rememberBrowser(sql, citizen.id, agreement.browser, proof.at);
    const signOn = { citizenId: citizen.id, means: proof.means };
    return { answer: answer.sent, session: await startSignOn(sql, ground, signOn, agreement.session) };
  });
  return done === null ? await answeredElsewhere(ground, login) : { outcome: 'answered', ...done };
}

/** "Annulla", or "Torna al servizio" on a page that explains a refusal: the service is told, and no data leave. */
export async function decline<Answer>(
  ground: Ground,
  login: OpenLogin,
  tell: Tell<Answer>,
): Promise<Conclusion<Answer>> {
  const reason = refusalFrom(login.state);
  if (reason === null) return await answeredBefore(ground, login);
  const answer = await ground.database.transaction(
    async (sql) => await answerOnce(sql, ground, login, { outcome: 'refused', reason }, tell),
  );
  return answer === null
    ? await answeredElsewhere(ground, login)
    : { outcome: 'answered', answer: answer.sent, session: null };
}

/** "Non sei tu?": whoever is here proves again. The sign-on session is not ended by it: `signOff` does that. */
export async function dropProof(ground: Ground, login: OpenLogin): Promise<Opened> {
  const proof = proofOf(login.state);
  if (proof === null) return { outcome: 'open', login };
  return await moveOn(ground, login, {
    to: () => advance(login.state, { type: 'proof-dropped', to: unproven(login.request, proof) }),
    raisedBy: null,
    event: { act: 'login.proof-dropped', rule: 'T-LOG-16', citizen: proof.citizenId, details: { login: login.id } },
  });
}

function authenticated(
  request: AuthenticationRequest,
  proof: Proof,
  citizen: Citizen,
  offlineAccess: boolean,
): LoginResult {
  const level = levelOf(proof.methods);
  // Stopping is better than a wrong login (promise 11).
  if (level === 0 || level < request.minimumLevel) throw new Error('consent without the level that was asked');
  return {
    outcome: 'authenticated',
    authentication: {
      subject: citizen.id,
      level,
      methods: proof.methods,
      at: proof.at,
      means: proof.means,
      released: released(request, citizen),
      offlineAccess: request.offlineAccess && offlineAccess,
    },
  };
}

/** Exactly the data asked for: what the consent page shows and what leaves are this one value (CON-02, T-PRV-04). */
export const released = (request: AuthenticationRequest, citizen: Attributes): Partial<Attributes> =>
  Object.fromEntries(request.attributes.map((name) => [name, citizen[name]]));
