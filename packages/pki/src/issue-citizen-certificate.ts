import { beginningOf, type CardSerial, type CivilDate, dayAfter, type Ground, SECOND, type Sql } from '@tessera/base';
import { certify } from './certify.ts';
import { type CitizenCertificate, certificateOfCard, insertCitizenCertificate } from './citizen-certificate-store.ts';
import { OID, TAX_NUMBER } from './citizen-profile.ts';
import { OFFICES } from './office.ts';
import { type AuthorityAddresses, drawNumber, keyIdentifiers, nameOf, type Offices, whereToAsk } from './offices.ts';
import { type RsaNumbers, subjectPublicKey } from './subject-public-key.ts';
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  type JsonNameParams,
  KeyUsageFlags,
  KeyUsagesExtension,
} from './x509.ts';

/** Whose certificate it shall be. */
export interface CertificateHolder {
  readonly fiscalCode: string;
  readonly givenName: string;
  readonly familyName: string;
  /** What the card itself says of its holder, byte by byte: its digest binds the name to the card. */
  readonly holderData: Uint8Array;
  /** RSA with 2048 bits: the public half of the card's authentication key. */
  readonly publicKey: RsaNumbers;
}

/**
 * Enters the certificate of a card before it is signed: no signature leaves that nobody could revoke. Who asks again for the same
 * card gets what was entered first, and signing that gives the same certificate again.
 *
 * It is valid to the end of the card's last day in Italy, and belongs to the issuing key of this moment.
 */
export async function enterCertificate(
  sql: Sql,
  { keys, clock, random }: Pick<Ground, 'keys' | 'clock' | 'random'>,
  { serial, expiresOn }: { readonly serial: CardSerial; readonly expiresOn: CivilDate },
): Promise<CitizenCertificate> {
  const entered: CitizenCertificate = {
    number: drawNumber(random),
    cardSerial: serial,
    issuer: keys.signer(OFFICES.issuer.purpose, OFFICES.issuer.algorithm).kid,
    issuedAt: clock.now(),
    expiresAt: beginningOf(dayAfter(expiresOn)) - SECOND,
    revokedAt: null,
  };
  if (await insertCitizenCertificate(sql, entered)) return entered;
  const first = await certificateOfCard(sql, serial);
  if (first === null) throw new Error('a certificate number was drawn twice');
  return first;
}

/**
 * Signs a certificate that was entered: X.509, DER, in the form of the identity card. Outside a transaction: the issuing key may be
 * in an HSM.
 *
 * Source: docs/rules/card-certificate.md.
 */
export async function signCitizenCertificate(
  offices: Offices,
  addresses: AuthorityAddresses | null,
  entered: CitizenCertificate,
  holder: CertificateHolder,
): Promise<Uint8Array> {
  const issuer = await offices('issuer', entered.issuer);
  const publicKey = await subjectPublicKey(holder.publicKey);
  return certify(
    {
      number: entered.number,
      subject: await subjectOf(holder, entered.cardSerial),
      issuer: nameOf(OFFICES.issuer.commonName),
      publicKey,
      notBefore: entered.issuedAt,
      notAfter: entered.expiresAt,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([OID.clientAuthentication]),
        new CertificatePolicyExtension([OID.ciePolicy]),
        ...(await keyIdentifiers(publicKey, issuer.certificate.publicKey.rawData)),
        ...(addresses === null ? [] : whereToAsk(addresses, issuer)),
      ],
    },
    issuer.signer,
  );
}

async function subjectOf(
  { fiscalCode, givenName, familyName, holderData }: CertificateHolder,
  serial: CardSerial,
): Promise<JsonNameParams> {
  return [
    { C: [{ printableString: 'IT' }] },
    { [OID.serialNumber]: [{ printableString: TAX_NUMBER + fiscalCode }] },
    { [OID.surname]: [{ utf8String: familyName }] },
    { [OID.givenName]: [{ utf8String: givenName }] },
    { [OID.commonName]: [{ utf8String: `${fiscalCode}/${serial}.${await holderDigest(holderData)}` }] },
  ];
}

/**
 * 160 bits in base64, as long as the SHA-1 that the sibling card has there: a common name holds 64 characters. Ours are the first
 * 160 of SHA-256, for SHA-1 is used nowhere (promise 27).
 */
async function holderDigest(holderData: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', Uint8Array.from(holderData));
  return btoa(String.fromCharCode(...new Uint8Array(digest, 0, 20)));
}
