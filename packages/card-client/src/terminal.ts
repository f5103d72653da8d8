import { equalInConstantTime } from '@tessera/base';
import {
  type CardAuthority,
  type CardPrimitives,
  type CvCertificate,
  issueCvCertificate,
  type RsaPrivateKey,
  type RsaPublicKey,
  readerAuthorization,
  readerReference,
  referenceOf,
  rsaPublic,
} from '@tessera/ias';
import { CardError } from './card-error.ts';

/** Who a reader is to the card: a key, and somebody that the card believes to vouch for it. */
export interface Terminal {
  /** SN.IFD, 8 bytes. */
  readonly serial: Uint8Array;
  readonly privateKey: RsaPrivateKey;
  /** RSA with 2048 bits. */
  readonly publicKey: RsaPublicKey;
  /** The certificate to show to a card that trusts this authority. Throws a CardError `terminal-refused` when there is none. */
  certificateFor(authority: CardAuthority): CvCertificate;
}

export interface TerminalKey {
  readonly serial: Uint8Array;
  readonly privateKey: RsaPrivateKey;
  readonly publicKey: RsaPublicKey;
}

/** A terminal with a certificate, given to it once. */
export const certifiedTerminal = (key: TerminalKey, certificate: CvCertificate): Terminal => ({
  ...key,
  certificateFor: (authority) => {
    if (!equalInConstantTime(certificate.authorityReference, referenceOf(authority)))
      throw new CardError('terminal-refused');
    return certificate;
  },
});

/**
 * A terminal that holds the authority's private exponent and certifies itself to each card, as the published clients of real cards
 * do: only the card tells the modulus. The result is checked with the exponent that the card shows before anything is sent.
 */
export const selfCertifyingTerminal = (
  key: TerminalKey,
  authorityExponent: Uint8Array,
  primitives: CardPrimitives,
): Terminal => ({
  ...key,
  certificateFor: (authority) => {
    const { modulus } = authority.publicKey;
    const sign = (block: Uint8Array): Uint8Array => {
      const signature = primitives.power(authorityExponent, modulus)(block);
      const back = signature === null ? null : rsaPublic(authority.publicKey, signature, primitives);
      if (signature === null || back === null || !equalInConstantTime(back, block))
        throw new CardError('terminal-refused');
      return signature;
    };
    const body = {
      authorityReference: referenceOf(authority),
      holderReference: readerReference(key.serial),
      holderAuthorization: readerAuthorization(authority),
      publicKey: key.publicKey,
    };
    return issueCvCertificate(body, { length: modulus.length, sign }, primitives);
  },
});
