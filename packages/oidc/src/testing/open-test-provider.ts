import type { Authentication } from '@tessera/assurance';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { beginAuthorization } from '../authorization/begin-authorization.ts';
import { migrations } from '../migrations.ts';
import { openIdProvider } from '../open-provider.ts';
import type { OpenIdProvider, SubjectAlive } from '../provider.ts';
import { registerRelyingParty } from '../relying-party/register.ts';
import { staticRelyingParties } from '../relying-party/static-relying-parties.ts';
import { answerTokenRequest } from '../token/answer-token-request.ts';
import type { TokenResponse } from '../token/token-response.ts';
import { authenticated, endLogin, fieldsOf } from './scripted-login.ts';
import { type ScriptedService, type ScriptedServiceOptions, scriptedService } from './scripted-service.ts';

export const ISSUER = 'https://idp.tessera.example';

/** A provider on a testbed, with one registered service, and the ways through it that most tests need. */
export interface TestProvider {
  readonly provider: OpenIdProvider;
  readonly testbed: Testbed;
  readonly service: ScriptedService;
  /** Registers one more service. */
  register(options: Partial<ScriptedServiceOptions> & { tolerances?: readonly string[] }): Promise<ScriptedService>;
  /** From a right request to the code. */
  codeFor(service?: ScriptedService, claims?: object, login?: Partial<Authentication>): Promise<string>;
  /** Sends a code to the token endpoint with a fresh proof. */
  redeem(
    code: string,
    changes?: Record<string, string | undefined>,
    service?: ScriptedService,
  ): ReturnType<typeof answerTokenRequest>;
  /** From a right request to the tokens. */
  tokensFor(service?: ScriptedService, claims?: object, login?: Partial<Authentication>): Promise<TokenResponse>;
  close(): Promise<void>;
}

/** Everybody is alive, until a test says otherwise. */
export const alive: SubjectAlive = async () => true;

export function providerOn(ground: Testbed, subjectAlive: SubjectAlive = alive): OpenIdProvider {
  const relyingParties = staticRelyingParties(ground, { sandbox: false });
  return openIdProvider({ ground, issuer: ISSUER, relyingParties, subjectAlive });
}

export async function openTestProvider(
  engine: Testbed['engine'],
  subjectAlive: SubjectAlive = alive,
): Promise<TestProvider> {
  const testbed = await openTestbed(engine, { migrations });
  const provider = providerOn(testbed, subjectAlive);

  const register: TestProvider['register'] = async ({ tolerances, ...options }) => {
    const service = await scriptedService({ issuer: ISSUER, clock: testbed.clock, ...options });
    const registration = { ...service.registration, ...(tolerances === undefined ? {} : { tolerances }) };
    const result = await registerRelyingParty(testbed, registration, { sandbox: false });
    if (result.outcome !== 'registered') throw new Error(JSON.stringify(result));
    return service;
  };
  const standing = await register({});

  const codeFor: TestProvider['codeFor'] = async (service = standing, claims = {}, login = {}) => {
    const begun = await beginAuthorization(provider, await service.request({ ...claims }));
    if (begun.outcome !== 'begun') throw new Error(begun.broken.sentence);
    const answer = await endLogin(provider, begun.id, authenticated(provider, login));
    return fieldsOf(answer)['code'] ?? '';
  };
  const redeem: TestProvider['redeem'] = async (code, changes = {}, service = standing) =>
    answerTokenRequest(provider, {
      grant_type: 'authorization_code',
      code,
      code_verifier: service.verifier,
      ...(await service.proof('token')),
      ...changes,
    });
  return {
    provider,
    testbed,
    service: standing,
    register,
    codeFor,
    redeem,
    tokensFor: async (service = standing, claims = {}, login = {}) => {
      const tokens = await redeem(await codeFor(service, claims, login), {}, service);
      if (!('access_token' in tokens)) throw new Error(tokens.sentence);
      return tokens;
    },
    close: () => testbed.close(),
  };
}
