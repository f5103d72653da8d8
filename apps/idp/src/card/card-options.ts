import type { CardCertificateCheck } from '@tessera/pki';

/** How a deployment reads cards. */
export interface CardOptions {
  /** Proves the chain, then asks for the revocation status. `der` is the certificate as it came. */
  readonly check: (der: Uint8Array) => Promise<CardCertificateCheck>;
  /** Origin of the TLS door. */
  readonly door?: string | undefined;
  /** Origin of Software CIE on the citizen's own machine: loopback. */
  readonly softwareCie?: string | undefined;
}

/** Where cards are read, a card has at least one way in. */
export const readsCards = (card: CardOptions | undefined): card is CardOptions =>
  card !== undefined && (card.door !== undefined || card.softwareCie !== undefined);
