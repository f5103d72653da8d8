import type { PublicJwk } from '@tessera/base';
import { CONTENT_ENCRYPTION_ALGORITHMS, KEY_ENCRYPTION_ALGORITHMS, SIGNING_ALGORITHMS } from './algorithms.ts';
import { CLAIM_OF } from './claims.ts';
import { ACR_VALUES } from './levels.ts';
import { RESPONSE_MODES, SCOPES } from './profile.ts';
import { endpointOf, type OpenIdProvider } from './provider.ts';

/**
 * `openid_provider` metadata (docs/rules/oidc.md 8.2), without the keys: the entity configuration adds them as `jwks`, discovery
 * points to them with `jwks_uri`.
 */
function openidProviderMetadata(provider: Pick<OpenIdProvider, 'issuer'>): Readonly<Record<string, unknown>> {
  return {
    issuer: provider.issuer,
    authorization_endpoint: endpointOf(provider, 'authorization'),
    token_endpoint: endpointOf(provider, 'token'),
    userinfo_endpoint: endpointOf(provider, 'userinfo'),
    introspection_endpoint: endpointOf(provider, 'introspection'),
    introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
    introspection_endpoint_auth_signing_alg_values_supported: SIGNING_ALGORITHMS,
    revocation_endpoint: endpointOf(provider, 'revocation'),
    revocation_endpoint_auth_methods_supported: ['private_key_jwt'],
    revocation_endpoint_auth_signing_alg_values_supported: SIGNING_ALGORITHMS,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    response_modes_supported: RESPONSE_MODES,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    acr_values_supported: ACR_VALUES,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: SIGNING_ALGORITHMS,
    id_token_encryption_alg_values_supported: KEY_ENCRYPTION_ALGORITHMS,
    id_token_encryption_enc_values_supported: CONTENT_ENCRYPTION_ALGORITHMS,
    userinfo_signing_alg_values_supported: SIGNING_ALGORITHMS,
    userinfo_encryption_alg_values_supported: KEY_ENCRYPTION_ALGORITHMS,
    userinfo_encryption_enc_values_supported: CONTENT_ENCRYPTION_ALGORITHMS,
    request_object_signing_alg_values_supported: SIGNING_ALGORITHMS,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: SIGNING_ALGORITHMS,
    // Only what is ever given (`design.md` S-6).
    claims_supported: Object.values(CLAIM_OF),
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
    client_registration_types_supported: ['automatic'],
    request_authentication_methods_supported: { authorization_endpoint: ['request_object'] },
    request_authentication_signing_alg_values_supported: SIGNING_ALGORITHMS,
    ui_locales_supported: ['it', 'en', 'de'],
  };
}

/** `/.well-known/openid-configuration`, for ordinary clients, which look for `jwks_uri`. */
export const discoveryDocument = (provider: OpenIdProvider): Readonly<Record<string, unknown>> => ({
  ...openidProviderMetadata(provider),
  jwks_uri: endpointOf(provider, 'jwks'),
});

/** Every key that a token still alive may be signed with (T-OID-23). */
export const keySet = ({ ground }: OpenIdProvider): { readonly keys: readonly PublicJwk[] } => ({
  keys: ground.keys.publicKeys('oidc'),
});
