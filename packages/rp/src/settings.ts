import type { Clock, Random } from '@tessera/base';
import type { ServiceKeys } from './keys.ts';

/** Who a service is, and whom it trusts to say who the citizen is. */
export interface ServiceSettings {
  /** The provider's issuer: where discovery begins. */
  readonly issuer: string;
  /** The service's own identifier: its address (docs/rules/oidc.md 8.3). */
  readonly clientId: string;
  readonly displayName: string;
  readonly redirectUri: string;
  readonly keys: ServiceKeys;
  /** The clock to judge tokens by. In the sandbox it may be days away from the machine's. */
  readonly clock: Clock;
  readonly random: Random;
  /** Plain http to localhost is allowed in the sandbox alone. */
  readonly sandbox: boolean;
  readonly contentEncryption?: 'A128CBC-HS256' | 'A256CBC-HS512';
  /** Ask for ID tokens to be encrypted too. */
  readonly encryptIdToken?: boolean;
}

/** `openid_relying_party`: what the provider must know of the service (docs/rules/oidc.md 8.3). Goes to `POST /relying-parties` as it is. */
export function relyingPartyMetadata(settings: ServiceSettings): Readonly<Record<string, unknown>> {
  const { signing, encryption } = settings.keys;
  const content = settings.contentEncryption ?? 'A256CBC-HS512';
  return {
    client_id: settings.clientId,
    client_name: settings.displayName,
    redirect_uris: [settings.redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    jwks: { keys: [signing.publicJwk, encryption.publicJwk] },
    id_token_signed_response_alg: signing.algorithm,
    ...(settings.encryptIdToken === true
      ? { id_token_encrypted_response_alg: encryption.algorithm, id_token_encrypted_response_enc: content }
      : {}),
    userinfo_signed_response_alg: signing.algorithm,
    userinfo_encrypted_response_alg: encryption.algorithm,
    userinfo_encrypted_response_enc: content,
    token_endpoint_auth_method: 'private_key_jwt',
    client_registration_types: ['automatic'],
  };
}
