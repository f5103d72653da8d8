import { z } from 'zod';

const base64 = (most: number) => z.base64().min(1).max(most);

/** What Software CIE sends to the provider, straight: `POST {iss}/card/proof`. Nothing of it passes through the browser. */
export const CardProof = z.strictObject({
  /** The challenge, as it came. */
  challenge: z.string().min(1).max(4096),
  /** X.509, DER: EF.Cert_CIE. */
  certificate: base64(8192),
  /** 256 bytes, RSASSA-PKCS1-v1_5 with SHA-256 over the challenge. */
  signature: base64(344),
});
export type CardProof = Readonly<z.output<typeof CardProof>>;

/**
 * The provider's answer. Wherever the proof leads, the browser goes on to `continue`: an address of the provider that serves once,
 * and only the browser that began the login. A refusal is explained there, not by the helper.
 */
export const CardProofAnswer = z.strictObject({
  outcome: z.enum(['accepted', 'refused', 'challenge-over']),
  /** Null when the challenge is over or was never the provider's. */
  continue: z.url().nullable(),
});
export type CardProofAnswer = Readonly<z.output<typeof CardProofAnswer>>;
