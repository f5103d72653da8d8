import type { AuthenticationRequest } from '@tessera/assurance';
import { type Instant, type Sql, timelyUuid } from '@tessera/base';
import {
  type AuthorizationRequest,
  authenticationRequest,
  readAuthorizationRequest,
} from '../authorization-request/authorization-request.ts';
import { REQUEST_CHECKS } from '../authorization-request/checks.ts';
import { replayKey } from '../authorization-request/identifier.ts';
import type { Parameters, TrustedRequest } from '../authorization-request/request-check.ts';
import { responseModeOf } from '../authorization-request/response-mode.ts';
import { stateOf } from '../authorization-request/state.ts';
import { trustRequest } from '../authorization-request/trust-request.ts';
import { BrokenRule, broken } from '../broken-rule.ts';
import { replayableUntil } from '../jose/message-time.ts';
import { AUTHORIZATION_KEPT } from '../profile.ts';
import type { OpenIdProvider } from '../provider.ts';
import { type Answer, answerTo, originOf } from './authorization-answer.ts';
import { recordRequest } from './authorization-store.ts';

/** A request that was written down. */
export interface WrittenRequest {
  readonly id: string;
  readonly asked: AuthenticationRequest;
  /** What the pages' `form-action` must admit, so that their form may end at the service. */
  readonly returnOrigin: string;
}

/** `login` is what began with the request. */
export type Begun<Login> =
  | {
      readonly outcome: 'begun';
      readonly id: string;
      readonly asked: AuthenticationRequest;
      readonly login: Login;
    }
  /** Nobody knows where to answer: shown on our own page, status 400. */
  | { readonly outcome: 'refused-here'; readonly broken: BrokenRule }
  | { readonly outcome: 'refused'; readonly broken: BrokenRule; readonly answer: Answer };

/**
 * Takes an authorization request: checks it against the profile and writes it down. The login begins in the same transaction:
 * both are there, or neither.
 */
export function beginAuthorization(provider: OpenIdProvider, parameters: Parameters): Promise<Begun<unknown>>;
export function beginAuthorization<Login>(
  provider: OpenIdProvider,
  parameters: Parameters,
  beginLogin: (sql: Sql, request: WrittenRequest) => Promise<Login>,
): Promise<Begun<Login>>;
export async function beginAuthorization(
  provider: OpenIdProvider,
  parameters: Parameters,
  beginLogin: (sql: Sql, request: WrittenRequest) => Promise<unknown> = async () => null,
): Promise<Begun<unknown>> {
  const trusted = await trustRequest(parameters, provider.relyingParties);
  if (trusted instanceof BrokenRule) return { outcome: 'refused-here', broken: trusted };

  const { issuer, ground } = provider;
  const now = ground.clock.now();
  for (const check of REQUEST_CHECKS) {
    const problem = check(trusted, { issuer, now });
    if (problem !== null) return refuse(provider, trusted, problem);
  }

  const id = timelyUuid(ground.random, now);
  const request = readAuthorizationRequest(trusted);
  const written = { id, asked: authenticationRequest(trusted, request), returnOrigin: originOf(request.redirectUri) };
  const begun = await ground.database.transaction(async (sql) =>
    (await recordRequest(sql, rowOf(trusted, request, id, now))) ? { login: await beginLogin(sql, written) } : null,
  );
  if (begun !== null) return { outcome: 'begun', id, asked: written.asked, ...begun };
  return refuse(
    provider,
    trusted,
    broken('invalid_request_object', 'request object was used before: make a new one each time'),
  );
}

const rowOf = (trusted: TrustedRequest, request: AuthorizationRequest, id: string, now: Instant) => ({
  id,
  clientId: trusted.party.name.id,
  replayKey: replayKey(trusted.claims),
  request,
  requestObject: trusted.token,
  at: now,
  keptUntil: Math.max(replayableUntil(trusted.claims, now), now + AUTHORIZATION_KEPT),
});

/** Answers the service, and leaves a trace that its developers and the operator can find. */
async function refuse(
  { issuer, ground }: OpenIdProvider,
  trusted: TrustedRequest,
  problem: BrokenRule,
): Promise<Extract<Begun<never>, { outcome: 'refused' }>> {
  const details = { service: trusted.party.name.id, error: problem.error, broken: problem.sentence };
  await ground.database.transaction((sql) =>
    ground.audit.record(sql, { act: 'oidc.request-refused', rule: 'oidc.md 9', details }),
  );
  const to = {
    redirectUri: trusted.redirectUri,
    responseMode: responseModeOf(trusted.claims),
    state: stateOf(trusted.claims),
  };
  const answer = answerTo(to, issuer, { error: problem.error, error_description: problem.sentence });
  return { outcome: 'refused', broken: problem, answer };
}
