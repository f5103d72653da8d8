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

/** A list of at most `most` members. */
const few = <Member extends z.ZodType>(member: Member, most: number) => z.array(member).min(1).max(most);

/**
 * `openid_relying_party` metadata (docs/rules/oidc.md 8.3): the same shape whether it was registered here or comes out of a
 * trust chain. Members that it does not know are dropped; the members below are the only ones that anything reads.
 *
 * A member that may be left out has one legal value, and that is what it means.
 */
export const RelyingPartyMetadata = z
  .object({
    client_id: z.string().max(CLIENT_ID_LENGTH_MAX),
    client_name: z.string().max(200).optional(),
    redirect_uris: few(z.string().max(512), 50),
    grant_types: few(oneOf(['authorization_code', 'refresh_token']), 2)
      .refine((types) => types.includes('authorization_code'), 'must contain authorization_code')
      .default(['authorization_code']),
    response_types: only('code').default(['code']),
    scope: z
      .string()
      .refine((scope) => scope.split(' ').every((one) => SCOPES.some((known) => known === one)), {
        error: `may hold ${SCOPES.join(' ')}`,
      })
      .optional(),
    jwks: z.object({ keys: few(z.record(z.string(), z.unknown()), 20) }),
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
  })
  .refine(
    (metadata) =>
      (metadata.id_token_encrypted_response_alg === undefined) ===
      (metadata.id_token_encrypted_response_enc === undefined),
    {
      path: ['id_token_encrypted_response_enc'],
      error: 'must be there exactly when id_token_encrypted_response_alg is',
    },
  );
export type RelyingPartyMetadata = z.infer<typeof RelyingPartyMetadata>;
