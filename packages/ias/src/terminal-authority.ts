import { concat, fromHex, utf8 } from '@tessera/base';
import {
  type CardAuthority,
  type CvCertificate,
  issueCvCertificate,
  readerAuthorization,
  readerReference,
  referenceOf,
} from './cv-certificate.ts';
import { AID } from './identifiers.ts';
import type { CardPrimitives, RsaPrivateKey, RsaPublicKey } from './primitives.ts';

/** The authority's name on every card of ours: four zeros, and eight characters that its certificates carry. */
const HOLDER_REFERENCE = concat(new Uint8Array(4), utf8('TESSERA1'));
/** For the identity card's application; the seventh byte is the authority's own role. */
const HOLDER_AUTHORIZATION = concat(AID.cie, fromHex('00'));

/** The authority with this key, as a card is told of it: who it certifies may open a channel. */
export const terminalAuthority = (publicKey: RsaPublicKey): CardAuthority => ({
  publicKey,
  holderReference: HOLDER_REFERENCE,
  holderAuthorization: HOLDER_AUTHORIZATION,
});

/** Certifies a reader's key, for every card that was told of this authority. `serial` is SN.IFD, 8 bytes. */
export function certifyTerminal(
  authority: { readonly privateKey: RsaPrivateKey; readonly publicKey: RsaPublicKey },
  terminal: { readonly serial: Uint8Array; readonly publicKey: RsaPublicKey },
  primitives: CardPrimitives,
): CvCertificate {
  const shown = terminalAuthority(authority.publicKey);
  return issueCvCertificate(
    {
      authorityReference: referenceOf(shown),
      holderReference: readerReference(terminal.serial),
      holderAuthorization: readerAuthorization(shown),
      publicKey: terminal.publicKey,
    },
    {
      length: authority.publicKey.modulus.length,
      sign: (block) => primitives.rsaPrivate(authority.privateKey, block),
    },
    primitives,
  );
}
