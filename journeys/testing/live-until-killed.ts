import { choosePassword, finishActivation, goOnWithoutEmail } from '@tessera/activation';
import {
  answerWrongly,
  entered,
  GOOD_PASSWORD,
  type NewCitizen,
  provenInNewBrowser,
  provePhone,
} from '@tessera/activation/testing';
import { type Ground, randomToken, randomUuid, type Sql, systemRandom } from '@tessera/base';
import { beginRecovery, redeemRecoveryCode, setRecoveredPassword } from '@tessera/credentials';
import { agree, begin, provePassword } from '@tessera/login';
import { codeSentTo, form, quickHashing } from '@tessera/login/testing';
import {
  answerTokenRequest,
  BrokenRule,
  beginAuthorization,
  type OpenIdProvider,
  oidcProtocol,
  registerRelyingParty,
} from '@tessera/oidc';
import { fieldsOf, ISSUER, providerOn, type ScriptedService, scriptedService } from '@tessera/oidc/testing';
import type { Part, Testbed } from '@tessera/testbed';

/** What was told to somebody outside, the moment it was. */
export type Told =
  | { readonly what: 'guess-compared'; readonly serial: string }
  | { readonly what: 'activated'; readonly citizenId: string }
  | { readonly what: 'signed-in'; readonly code: string }
  | { readonly what: 'redeemed'; readonly code: string; readonly accessToken: string }
  | { readonly what: 'refreshed'; readonly spent: string; readonly given: string }
  | { readonly what: 'recovered'; readonly fiscalCode: string; readonly password: string };

export interface Lives {
  readonly citizens: readonly NewCitizen[];
  /** Whose digits are guessed wrongly in between. */
  readonly victim: NewCitizen;
  /** The statement that this process does not survive. */
  readonly lastStatement: number;
}

/** The country as one process does it: guesses, activations, sign-ins, tokens, recoveries, one after the other. */
export default async function liveUntilKilled({ ground: seeded, input, acknowledge }: Part<Lives>): Promise<void> {
  // Every process begins with the same seed: what they make must not have the same identifiers.
  const ground = { ...seeded, database: mortal(seeded, input.lastStatement), random: systemRandom };
  const tell = (told: Told) => acknowledge(told);
  const provider = providerOn(ground);
  const clientId = `https://servizio-${randomUuid(systemRandom)}.example`;
  const service = await scriptedService({ issuer: ISSUER, clock: ground.clock, clientId });
  const registered = await registerRelyingParty(ground, service.registration, { sandbox: false });
  if (registered.outcome === 'refused') throw new Error(JSON.stringify(registered.broken));
  for (const citizen of input.citizens) {
    await guess(ground, input.victim, tell);
    await activate(ground, citizen);
    tell({ what: 'activated', citizenId: citizen.citizenId });
    const code = await signIn(ground, { provider, service }, citizen);
    tell({ what: 'signed-in', code });
    await useCode({ provider, service }, code, tell);
    ground.clock.advance(60_000);
    await recover(ground, citizen, tell);
  }
}

/**
 * A database whose process is killed at a statement: before it runs, or in the very moment in which it is under way. So the
 * moment is the same one on every machine, however busy.
 */
function mortal({ database }: Testbed, last: number): Testbed['database'] {
  let sent = 0;
  const die = () => process.kill(process.pid, 'SIGKILL');
  const count = (): void => {
    sent++;
    if (sent !== last) return;
    if (last % 2 === 0) die();
    else setImmediate(die);
  };
  const counted = <S extends Sql>(sql: S): S => ({
    ...sql,
    all: (text: string, ...values: never[]) => {
      count();
      return sql.all(text, ...values);
    },
    first: (text: string, ...values: never[]) => {
      count();
      return sql.first(text, ...values);
    },
    run: (text: string, ...values: never[]) => {
      count();
      return sql.run(text, ...values);
    },
  });
  return { ...counted(database), transaction: (work) => database.transaction((sql) => work(counted(sql))) };
}

/** One wrong answer, told at the instant at which its comparison begins. */
async function guess(ground: Testbed, victim: NewCitizen, tell: (told: Told) => void): Promise<void> {
  const { keys } = ground;
  const open: typeof keys.open = (...asked) => {
    if (asked[0] === 'first-half') tell({ what: 'guess-compared', serial: victim.serial });
    return keys.open(...asked);
  };
  await answerWrongly({ ...ground, keys: { ...keys, open } }, victim);
}

/** The whole wizard, without the slowness of real hashes: more happens before the end. */
async function activate(ground: Testbed, citizen: NewCitizen): Promise<void> {
  const { token } = await provenInNewBrowser(ground, citizen);
  await provePhone(ground, token, citizen.phone ?? '');
  await goOnWithoutEmail(ground, await entered(ground, token, 'email'));
  await choosePassword(ground, await entered(ground, token, 'password'), GOOD_PASSWORD, quickHashing);
  const done = await finishActivation(ground, await entered(ground, token, 'second-factor'), 'sms');
  if (done.outcome !== 'finished') throw new Error(done.outcome);
}

interface Party {
  readonly provider: OpenIdProvider;
  readonly service: ScriptedService;
}

/** From the service's request to the code that the browser carries back. */
async function signIn(ground: Ground, { provider, service }: Party, { fiscalCode }: NewCitizen): Promise<string> {
  const wish = { scope: 'openid offline_access', acr_values: 'https://www.spid.gov.it/SpidL1' };
  const begun = await beginAuthorization(provider, await service.request(wish), (sql, { id, asked, returnOrigin }) =>
    begin(sql, ground, asked, { correlation: { protocol: 'oidc', id }, returnOrigin, session: null, cards: false }),
  );
  if (begun.outcome !== 'begun') throw new Error(begun.broken.sentence);
  const typed = {
    username: fiscalCode,
    password: GOOD_PASSWORD,
    attempt: form('p'),
    browser: null,
    host: 'idp.example',
  };
  const proven = await provePassword(ground, begun.login, typed, quickHashing);
  if (proven.outcome !== 'open') throw new Error(proven.outcome);
  const agreement = { offlineAccess: true, session: null, browser: 'browser' };
  const protocol = oidcProtocol(provider);
  const ended = await agree(ground, proven.login, agreement, (sql, result) => protocol.answer(sql, begun.id, result));
  if (ended.outcome !== 'answered') throw new Error(ended.outcome);
  return fieldsOf(ended.answer)['code'] ?? '';
}

/** Code into tokens, and once more by the refresh token. */
async function useCode({ provider, service }: Party, code: string, tell: (told: Told) => void): Promise<void> {
  const tokensFor = async (fields: Record<string, string>) => {
    const answer = await answerTokenRequest(provider, { ...fields, ...(await service.proof('token')) });
    if (answer instanceof BrokenRule) throw new Error(answer.sentence);
    return answer;
  };
  const first = await tokensFor({ grant_type: 'authorization_code', code, code_verifier: service.verifier });
  tell({ what: 'redeemed', code, accessToken: first.access_token });
  const spent = first.refresh_token ?? '';
  const next = await tokensFor({ grant_type: 'refresh_token', refresh_token: spent });
  tell({ what: 'refreshed', spent, given: next.refresh_token ?? '' });
}

/** A new password, by a code to the phone. */
async function recover(ground: Testbed, { fiscalCode, phone }: NewCitizen, tell: (told: Told) => void): Promise<void> {
  const password = 'Onda-lunga.2026';
  const filledIn = { username: fiscalCode, via: 'sms', browser: 'browser', form: randomToken(systemRandom) } as const;
  const { token } = await ground.database.transaction((sql) =>
    beginRecovery(sql, ground, { ...filledIn, host: 'portale.example' }),
  );
  await redeemRecoveryCode(ground, { token, typed: codeSentTo(ground.sent, phone ?? '') });
  const chosen = { token, password, form: randomToken(systemRandom) };
  const done = await setRecoveredPassword(ground, chosen, quickHashing);
  if (done.outcome !== 'changed') throw new Error(done.outcome);
  tell({ what: 'recovered', fiscalCode, password });
}
