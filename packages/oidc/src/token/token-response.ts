import { SECOND } from '@tessera/base';
import { type Authorization, grantedScope } from '../authorization/authorization-store.ts';
import { ACCESS_TOKEN_LIFETIME } from '../profile.ts';
import type { IssuedToken } from './tokens.ts';

/** The body of a successful token response (docs/rules/oidc.md 13). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  /** Only when it differs from the one asked (RFC 6749 section 5.1): the citizen switched `offline_access` off, or a refresh asked for less. */
  readonly scope?: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
}

export function tokenResponse(
  authorization: Authorization,
  access: IssuedToken,
  more: { readonly id_token?: string; readonly refresh_token?: string },
  scopeAsked: string = authorization.request.scope,
): TokenResponse {
  const scope = grantedScope(authorization);
  return {
    access_token: access.token,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_LIFETIME / SECOND,
    ...(scope === scopeAsked ? {} : { scope }),
    ...more,
  };
}
