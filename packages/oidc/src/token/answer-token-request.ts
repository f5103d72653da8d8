import type { Parameters } from '../authorization-request/request-check.ts';
import { BrokenRule, broken } from '../broken-rule.ts';
import { authenticateClient } from '../client-assertion/authenticate-client.ts';
import type { OpenIdProvider } from '../provider.ts';
import { codeGrant } from './code-grant.ts';
import { refreshGrant } from './refresh-grant.ts';
import type { TokenResponse } from './token-response.ts';

/** The token endpoint (docs/rules/oidc.md 13). */
export async function answerTokenRequest(
  provider: OpenIdProvider,
  parameters: Parameters,
): Promise<TokenResponse | BrokenRule> {
  const client = await authenticateClient(provider, 'token', parameters);
  if (client instanceof BrokenRule) return client;
  switch (parameters['grant_type']) {
    case 'authorization_code':
      return codeGrant(provider, client, parameters);
    case 'refresh_token':
      if (!client.party.metadata.grant_types.includes('refresh_token')) {
        return broken(
          'unauthorized_client',
          'refresh_token is not among the grant_types of the service (RFC 6749 5.2)',
        );
      }
      return refreshGrant(provider, client, parameters);
    case undefined:
      return broken('invalid_request', 'grant_type is missing (oidc.md 13)');
    default:
      return broken('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token (oidc.md 13)');
  }
}
