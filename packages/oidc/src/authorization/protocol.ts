import type { Authentication, LoginResult, RefusalReason } from '@tessera/assurance';
import { randomUuid, type Sql } from '@tessera/base';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { CODE_LIFETIME, OFFLINE_CONSENT_LIFETIME } from '../profile.ts';
import type { OpenIdProvider } from '../provider.ts';
import { logExchange } from '../transaction-log.ts';
import { type Answer, answerTo } from './authorization-answer.ts';
import { answer } from './authorization-store.ts';
import { sealReleased } from './released-attributes.ts';

/** For developers, and nothing about the person: a minor or a revoked card reads like any other refusal (docs/rules/oidc.md 12). */
const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  cancelled: 'the citizen cancelled',
  'consent-refused': 'the citizen did not agree to send the data',
  'timed-out': 'the login was not finished in time',
  'level-not-reachable': 'the level asked for could not be reached',
  minor: 'access was refused',
  'card-expired': 'access was refused',
  'card-revoked': 'access was refused',
};

/** What the login pages need of a protocol. */
export interface OidcProtocol {
  /**
   * Turns the end of a login into the answer that the browser carries, inside the transaction that ends the login; once.
   * Throws for an authorization that does not exist or was answered already, and for a level below the one asked:
   * the login must then not end either (promise 11).
   */
  answer(sql: Sql, id: string, result: LoginResult): Promise<Answer>;
}

export function oidcProtocol(provider: OpenIdProvider): OidcProtocol {
  return {
    answer: (sql, id, result) =>
      result.outcome === 'authenticated'
        ? grant(provider, sql, id, result.authentication)
        : refuse(provider, sql, id, result.reason),
  };
}

async function grant(provider: OpenIdProvider, sql: Sql, id: string, login: Authentication): Promise<Answer> {
  const { keys, random, clock } = provider.ground;
  const now = clock.now();
  const code = randomUuid(random);
  const answered = await answer(sql, id, now, {
    subject: login.subject,
    level: login.level,
    means: login.means,
    released: await sealReleased(keys, id, login.released),
    offlineUntil: login.offlineAccess ? now + OFFLINE_CONSENT_LIFETIME : null,
    codeDigest: codeDigest(provider, code),
    codeExpiresAt: now + CODE_LIFETIME,
  });
  if (answered === null) throw new Error('the authorization does not exist or was answered before');
  assertWhatWasAsked(answered.request, login);
  const response = answerTo(answered.request, provider.issuer, { code });
  await logExchange(provider, sql, { id, entry: 'authentication', at: now }, answered.requestObject, response);
  return response;
}

async function refuse(provider: OpenIdProvider, sql: Sql, id: string, reason: RefusalReason): Promise<Answer> {
  const now = provider.ground.clock.now();
  const answered = await answer(sql, id, now, null);
  if (answered === null) throw new Error('the authorization does not exist or was answered before');
  const refusal = { error: 'access_denied', error_description: REFUSALS[reason] };
  const response = answerTo(answered.request, provider.issuer, refusal);
  await logExchange(provider, sql, { id, entry: 'authentication', at: now }, answered.requestObject, response);
  return response;
}

/** Kept on in production: stopping is better than a wrong login. */
function assertWhatWasAsked(request: AuthorizationRequest, login: Authentication): void {
  if (login.level < request.minimumLevel) throw new Error('the level proven lies below the one asked');
  if (login.offlineAccess && !request.offlineAccess) throw new Error('offline access was granted without being asked');
}

/** The code itself is never stored. */
export const codeDigest = ({ ground }: OpenIdProvider, code: string): Uint8Array =>
  ground.keys.digest('token', 'oidc authorization code', code);
