import type { Instant } from '@tessera/base';

/** What is known of a certificate now. `unknown` is also the answer of a source that cannot be reached: nothing is good by default. */
export type CertificateStatus = 'good' | 'revoked' | 'unknown';

/** A certificate whose chain is proven: nobody asks about another. */
export interface StatusQuestion {
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  /** Of the authority that signed it: DER. */
  readonly issuer: Uint8Array;
  /** Every issuing certificate that is trusted: who answers was certified by one of them. */
  readonly issuers: readonly Uint8Array[];
  readonly at: Instant;
}

/** Where revocations are asked for. Never rejects: what fails is `unknown`. */
export type RevocationStatus = (question: StatusQuestion) => Promise<CertificateStatus>;
