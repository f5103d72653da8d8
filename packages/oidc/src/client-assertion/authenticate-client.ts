import type { Instant, Sql } from '@tessera/base';
import type { Parameters } from '../authorization-request/request-check.ts';
import { type BrokenRule, broken } from '../broken-rule.ts';
import { readCompactJwt } from '../jose/compact-jwt.ts';
import { replayableUntil } from '../jose/message-time.ts';
import { type Endpoint, endpointOf, type OpenIdProvider } from '../provider.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';
import { signatureProblem } from '../relying-party/signature-problem.ts';
import { ASSERTION_CHECKS } from './assertion-checks.ts';
import { spend } from './assertion-store.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client that proved who it is. The proof is still to be spent, in the transaction of what it is used for. */
export interface AuthenticatedClient {
  readonly party: RelyingParty;
  readonly jti: string;
  readonly proofEndsAt: Instant;
}

const refused = (sentence: string): BrokenRule =>
  broken('invalid_client', `client_assertion: ${sentence} (oidc.md 13)`);

/** `private_key_jwt`, the one way in for services (RFC 7523): at the token, introspection and revocation endpoints alike. */
export async function authenticateClient(
  provider: OpenIdProvider,
  endpoint: Endpoint,
  parameters: Parameters,
): Promise<AuthenticatedClient | BrokenRule> {
  const { client_id: clientId, client_assertion: token, client_assertion_type: type } = parameters;
  if (token === undefined && type === undefined) return refused('missing, and private_key_jwt is the one way in');
  if (clientId === undefined) return broken('invalid_request', 'client_id is missing (oidc.md 13)');
  if (type !== ASSERTION_TYPE) return broken('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  const assertion = readCompactJwt(token ?? '');
  if (assertion === null) return refused('missing or not a signed JWT');
  const party = await provider.relyingParties.find(clientId);
  if (party === null) return broken('invalid_client', 'client_id is not a service known here');
  const unsigned = signatureProblem(assertion, party, party.metadata.token_endpoint_auth_signing_alg);
  if (unsigned !== null) return refused(unsigned);

  const { header, claims } = assertion;
  const now = provider.ground.clock.now();
  const audiences = [provider.issuer, endpointOf(provider, endpoint)];
  for (const check of ASSERTION_CHECKS) {
    const problem = check({ clientId, header, claims, audiences, now });
    if (problem !== null) return refused(problem);
  }
  if (!provider.assertionBudget.take(clientId)) {
    return broken('temporarily_unavailable', 'too many client assertions this hour: try again later');
  }
  return { party, jti: String(claims['jti']), proofEndsAt: replayableUntil(claims, now) };
}

/** Uses the proof up; a second use is refused on every node (promise 8). */
export async function spendProof(
  sql: Sql,
  { party, jti, proofEndsAt }: AuthenticatedClient,
): Promise<BrokenRule | null> {
  return (await spend(sql, party.name.id, jti, proofEndsAt)) ? null : refused('jti was used before');
}
