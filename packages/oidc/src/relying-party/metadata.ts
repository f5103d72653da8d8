import { z } from 'zod';
import { CONTENT_ENCRYPTION_ALGORITHMS, KEY_ENCRYPTION_ALGORITHMS, SIGNING_ALGORITHMS } from '../algorithms.ts';
import { CLIENT_ID_LENGTH_MAX, SCOPES } from '../profile.ts';

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(' ')}` });

const signature = oneOf(SIGNING_ALGORITHMS);
const keyEncryption = oneOf(KEY_ENCRYPTION_ALGORITHMS);
const contentEncryption = oneOf(CONTENT_ENCRYPTION_ALGORITHMS);
const only = (value: string) => {
  const error = `must be ["${value}"]`;
  return z.tuple([z.literal(value, { error })], { error });
};

/** A list of at most `most` members; `what` is the rule, in words that say what to put there. */
const few = <Member extends z.ZodType>(member: Member, most: number, what: string) => {
  const error = `must be ${what}: 1 to ${most}`;
  return z.array(member, { error }).min(1, { error }).max(most, { error });
};

/** Text of at most `most` characters; `what` is the rule, in words that say what to put there. */
const text = (most: number, what: string) => {
  const error = `must be ${what}, at most ${most} characters`;
  return z.string({ error }).max(most, { error });
};

const KEYS =
  'the public keys of the service as JWKs, one that signs its requests and one that UserInfo is encrypted to';
const JWKS = `must be {"keys": [...]} with ${KEYS} (oidc.md 8.3)`;

/** The rule that ties two members together. */
export const ENCRYPTION_PAIR = {
  member: 'id_token_encrypted_response_enc',
  message: 'must be there exactly when id_token_encrypted_response_alg is (oidc.md 8.3)',
} as const;
export function isEncryptionPaired(metadata: {
  readonly id_token_encrypted_response_alg?: unknown;
  readonly id_token_encrypted_response_enc?: unknown;
}): boolean {
  const { id_token_encrypted_response_alg: algorithm, id_token_encrypted_response_enc: content } = metadata;
  return (algorithm === undefined) === (content === undefined);
}

/**
 * `openid_relying_party` metadata (docs/rules/oidc.md 8.3): the same shape whether it was registered here or comes out of a
 * trust chain. Members that it does not know are dropped; the members below are the only ones that anything reads.
 *
 * A member that may be left out has one legal value, and that is what it means.
 */
export const RelyingPartyMetadata = z
  .object(
    {
      client_id: text(CLIENT_ID_LENGTH_MAX, 'the https address of the service, which is its name here (oidc.md 8.3)'),
      client_name: text(200, 'a name that people read').optional(),
      redirect_uris: few(
        text(512, 'an address that answers go to'),
        50,
        'a list of the addresses that answers go to, such as ["https://service.example/callback"]',
      ),
      grant_types: few(oneOf(['authorization_code', 'refresh_token']), 2, 'a list of grant types')
        .refine((types) => types.includes('authorization_code'), 'must contain authorization_code')
        .default(['authorization_code']),
      response_types: only('code').default(['code']),
      scope: z
        .string({ error: 'must be text' })
        .refine((scope) => scope.split(' ').every((one) => SCOPES.some((known) => known === one)), {
          error: `may hold ${SCOPES.join(' ')}`,
        })
        .optional(),
      jwks: z.object(
        { keys: few(z.record(z.string(), z.unknown(), { error: 'must be a JWK, an object' }), 20, KEYS) },
        { error: JWKS },
      ),
      id_token_signed_response_alg: signature,
      id_token_encrypted_response_alg: keyEncryption.optional(),
      id_token_encrypted_response_enc: contentEncryption.optional(),
      userinfo_signed_response_alg: signature,
      userinfo_encrypted_response_alg: keyEncryption,
      userinfo_encrypted_response_enc: contentEncryption,
      request_object_signing_alg: signature.optional(),
      token_endpoint_auth_method: oneOf(['private_key_jwt']).default('private_key_jwt'),
      token_endpoint_auth_signing_alg: signature.optional(),
      client_registration_types: only('automatic').default(['automatic']),
      subject_type: oneOf(['pairwise']).default('pairwise'),
    },
    { error: 'must be the metadata of the service, an object (oidc.md 8.3)' },
  )
  .refine(isEncryptionPaired, { path: [ENCRYPTION_PAIR.member], error: ENCRYPTION_PAIR.message });
export type RelyingPartyMetadata = z.infer<typeof RelyingPartyMetadata>;
