import type { Ground, Sql } from '@tessera/base';
import type { AssertionBudget } from './client-assertion/assertion-budget.ts';
import type { RelyingParties } from './relying-party/relying-party.ts';

/** Where each endpoint stands below the issuer. */
export const ENDPOINT_PATHS = {
  authorization: '/oidc/authorize',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
  introspection: '/oidc/introspect',
  revocation: '/oidc/revoke',
  jwks: '/oidc/jwks',
} as const;
export type Endpoint = keyof typeof ENDPOINT_PATHS;

/**
 * Asked before anything is given on the strength of an earlier login: false once the citizen's credentials were suspended
 * or closed, or are no longer those that proved (`Authentication.means`). Credentials are another room's: the app hands this in.
 */
export type SubjectAlive = (sql: Sql, subject: string, means: string) => Promise<boolean>;

/** What every exchange of this room leans on. Made once, when the app starts. */
export interface OpenIdProvider {
  readonly ground: Ground;
  readonly issuer: string;
  readonly relyingParties: RelyingParties;
  readonly subjectAlive: SubjectAlive;
  readonly assertionBudget: AssertionBudget;
}

export const endpointOf = ({ issuer }: Pick<OpenIdProvider, 'issuer'>, endpoint: Endpoint): string =>
  issuer.replace(/\/$/, '') + ENDPOINT_PATHS[endpoint];
