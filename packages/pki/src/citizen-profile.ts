import { type CardSerial, parseCardSerial } from '@tessera/base';
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
} from './x509.ts';

/** Object identifiers that make a certificate one of an identity card's. Source: X.520; RFC 5280; servers that read CIE and CNS. */
export const OID = {
  surname: '2.5.4.4',
  givenName: '2.5.4.42',
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  /** The policy by which a server tells the CIE from the CNS. */
  ciePolicy: '1.3.76.47.4',
} as const;

/** ETSI EN 319 412-1 section 5.1.3: a tax number of Italy. */
export const TAX_NUMBER = 'TINIT-';

export const CARD_KEY_BITS = 2048;

/** Whom the certificate was issued to, and for which card. */
export interface CertifiedCitizen {
  /** Sixteen characters in capitals. */
  readonly fiscalCode: string;
  readonly serial: CardSerial;
}

/**
 * Reads the holder out of a citizen's certificate; null when it is not in the form of the identity card: another key usage, another
 * policy, an authority's, or names that do not agree.
 *
 * Source: docs/rules/card-certificate.md.
 */
export function certifiedCitizen(certificate: X509Certificate): CertifiedCitizen | null {
  if (!isForAuthentication(certificate) || !hasCardKey(certificate)) return null;
  const name = onlyValue(certificate, OID.commonName);
  const [, fiscalCode = '', number = ''] = /^([A-Z0-9]{16})\/([A-Z0-9]+)\.[A-Za-z0-9+/]{27}=$/.exec(name ?? '') ?? [];
  const serial = parseCardSerial(number);
  const agrees = onlyValue(certificate, OID.serialNumber) === TAX_NUMBER + fiscalCode;
  return serial !== null && agrees ? { fiscalCode, serial } : null;
}

/** Digital signatures to prove oneself as a client, under the card's policy, and nothing that an authority does. */
function isForAuthentication(certificate: X509Certificate): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  const authority = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  return (
    (usages & KeyUsageFlags.digitalSignature) !== 0 &&
    (usages & authority) === 0 &&
    certificate.getExtension(BasicConstraintsExtension)?.ca !== true &&
    certificate.getExtension(ExtendedKeyUsageExtension)?.usages.includes(OID.clientAuthentication) === true &&
    certificate.getExtension(CertificatePolicyExtension)?.policies.includes(OID.ciePolicy) === true
  );
}

function hasCardKey({ publicKey }: X509Certificate): boolean {
  const { name, modulusLength } = publicKey.algorithm as Partial<RsaKeyAlgorithm>;
  return name === 'RSASSA-PKCS1-v1_5' && modulusLength === CARD_KEY_BITS;
}

/** Null when the subject has none of it, or more than one. */
function onlyValue({ subjectName }: X509Certificate, type: string): string | null {
  const [value, second] = subjectName.getField(type);
  return value === undefined || second !== undefined ? null : value;
}
