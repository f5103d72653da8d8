import { z } from 'zod';

/** `typ` of the challenge's JWS header: no other token of the provider passes for one. */
export const CARD_CHALLENGE_TYPE = 'cie-card-challenge+jwt';
/** Its only audience. */
export const CARD_CHALLENGE_AUDIENCE = 'software-cie';

/**
 * What the provider asks a card to sign, as a compact JWS of its own: the card signs the SHA-256 of the whole token's ASCII
 * bytes (DigestInfo, key 81), so that the signature holds for this provider, this login and this level, and for nothing else.
 */
export const CardChallenge = z.strictObject({
  /** The provider: an origin, or its issuer. */
  iss: z.url(),
  aud: z.literal(CARD_CHALLENGE_AUDIENCE),
  /** One use: 32 random bytes, base64url. */
  jti: z.string().regex(/^[\w-]{43}$/),
  /** Seconds since 1970; two minutes apart. */
  iat: z.int(),
  exp: z.int(),
  /** Who asks, as the citizen shall read it before typing the PIN. */
  service: z.string().min(1).max(200),
  /** The provider's page to which somebody returns who changes their mind. */
  back: z.url().max(500).optional(),
  /** The level that the signature gives. */
  level: z.literal(3),
});
export type CardChallenge = Readonly<z.output<typeof CardChallenge>>;
