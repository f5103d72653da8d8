import type { AttributeName, AuthenticationRequest, Level } from '@tessera/assurance';
import type { Language } from '@tessera/base';
import type { ResponseMode } from '../profile.ts';
import { levelsOf } from './acr-values.ts';
import { attributesAsked } from './claims-parameter.ts';
import { limitsAge } from './max-age.ts';
import { asksFreshLogin } from './prompt.ts';
import { type TrustedRequest, textClaim } from './request-check.ts';
import { responseModeOf } from './response-mode.ts';
import { languagesOf } from './ui-locales.ts';

/** A request that kept every rule, in our own words. It is what the row of the authorization remembers, as JSON. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string;
  readonly scope: string;
  readonly minimumLevel: Level;
  readonly preferredLevel: Level;
  readonly forceFresh: boolean;
  readonly attributes: {
    readonly idToken: readonly AttributeName[];
    readonly userinfo: readonly AttributeName[];
  };
  readonly offlineAccess: boolean;
  readonly languages: readonly Language[];
}

/** Reads a request that has passed every check. */
export function readAuthorizationRequest({ claims, redirectUri }: TrustedRequest): AuthorizationRequest {
  const text = (name: string): string => textClaim(claims, name) ?? '';
  const scope = text('scope');
  return {
    redirectUri,
    responseMode: responseModeOf(claims),
    state: text('state'),
    nonce: text('nonce'),
    codeChallenge: text('code_challenge'),
    scope,
    ...levelsOf(claims),
    forceFresh: asksFreshLogin(claims) || limitsAge(claims),
    attributes: { idToken: attributesAsked(claims, 'id_token'), userinfo: attributesAsked(claims, 'userinfo') },
    offlineAccess: scope.split(' ').includes('offline_access'),
    languages: languagesOf(claims),
  };
}

/** What `login` is asked to do. */
export function authenticationRequest(
  { party }: TrustedRequest,
  { minimumLevel, preferredLevel, forceFresh, attributes, offlineAccess, languages }: AuthorizationRequest,
): AuthenticationRequest {
  const either = new Set([...attributes.idToken, ...attributes.userinfo]);
  return {
    relyingParty: party.name,
    minimumLevel,
    preferredLevel,
    forceFresh,
    attributes: [...either],
    offlineAccess,
    languages,
  };
}
