import { dataObjects, equalInConstantTime, firstDataObject, type Instant } from '@tessera/base';
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate } from './x509.ts';

/** What a certificate hangs on: the authority that signed it, and that authority's own root. Both valid at the moment asked. */
export interface ProvenChain {
  readonly issuer: X509Certificate;
  readonly root: X509Certificate;
}

/** Certificates with more bytes than this are not looked at: the card's file holds about 1,500. */
const CERTIFICATE_BYTES_MAX = 8 * 1024;

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;

/** Extensions that this room weighs. A critical one beside these is a rule that we would not keep: the certificate is refused. */
const WEIGHED: ReadonlySet<string> = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.32', '2.5.29.37']);

const HASHES: ReadonlySet<string> = new Set(['SHA-256', 'SHA-512']);

/** One certificate and nothing after it; null for anything else. */
export function readCertificate(der: Uint8Array): X509Certificate | null {
  if (der.length > CERTIFICATE_BYTES_MAX || !hasOneAlgorithm(der)) return null;
  try {
    const certificate = new X509Certificate(Uint8Array.from(der));
    // The library reads these only when they are asked for, and throws then.
    const { extensions, publicKey, notBefore, notAfter } = certificate;
    return [extensions, publicKey, notBefore, notAfter].every((part) => part !== undefined) ? certificate : null;
  } catch {
    return null; // Many are the ways in which bytes are no certificate; to the caller they are one.
  }
}

/**
 * Content, algorithm and signature; the algorithm byte by byte as it stands, signed, in the content. Then nothing of a certificate
 * can be changed without its signature failing: one certificate has one spelling.
 *
 * Source: RFC 5280 section 4.1.1.2.
 */
function hasOneAlgorithm(der: Uint8Array): boolean {
  const whole = firstDataObject(der);
  if (whole?.tag !== SEQUENCE || whole.rest.length !== 0) return false;
  const [content, algorithm, signature, more] = dataObjects(whole.value) ?? [];
  if (content?.tag !== SEQUENCE || algorithm?.tag !== SEQUENCE || more !== undefined) return false;
  const [, , signedAlgorithm] = dataObjects(content.value) ?? [];
  if (signedAlgorithm === undefined || signature?.tag !== BIT_STRING || signature.value[0] !== 0) return false;
  return equalInConstantTime(algorithm.value, signedAlgorithm.value);
}

/**
 * Looks for issuer and root among certificates that are trusted beforehand, and proves each signature. Nothing is fetched: an
 * address inside a certificate is never called (T-CRD-04). Null when the chain does not end in a trusted root that is valid.
 *
 * Source: RFC 5280 section 6.1, for chains of this one shape.
 */
export async function provenChain(
  certificate: X509Certificate,
  trust: readonly X509Certificate[],
  at: Instant,
): Promise<ProvenChain | null> {
  for (const issuer of trust.filter((each) => isAuthority(each, at) && !isSelfIssued(each))) {
    if (!(await isSignedBy(certificate, issuer))) continue;
    for (const root of trust.filter((each) => isAuthority(each, at) && isSelfIssued(each)))
      if ((await isSignedBy(root, root)) && (await isSignedBy(issuer, root))) return { issuer, root };
  }
  return null;
}

export const isValidAt = ({ notBefore, notAfter }: X509Certificate, at: Instant): boolean =>
  notBefore.getTime() <= at && at <= notAfter.getTime();

/** True when the names fit and the signature, by an algorithm of the national list, is the issuer's. */
export async function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): Promise<boolean> {
  try {
    const isNamed = equalInConstantTime(nameBytes(certificate.issuerName), nameBytes(issuer.subjectName));
    const { hash } = certificate.signatureAlgorithm;
    if (!isNamed || !HASHES.has(hash.name) || hasUnweighedRule(certificate)) return false;
    return await certificate.verify({ publicKey: issuer, signatureOnly: true });
  } catch {
    return false; // A name that is none, an algorithm without a hash, a key that does not belong to the signature.
  }
}

export const isSelfIssued = ({ issuerName, subjectName }: X509Certificate): boolean =>
  equalInConstantTime(nameBytes(issuerName), nameBytes(subjectName));

/** True when it may certify others, and is valid. */
export function isAuthority(certificate: X509Certificate, at: Instant): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  return (
    isValidAt(certificate, at) &&
    certificate.getExtension(BasicConstraintsExtension)?.ca === true &&
    (usages & KeyUsageFlags.keyCertSign) !== 0
  );
}

const hasUnweighedRule = ({ extensions }: X509Certificate): boolean =>
  extensions.some(({ critical, type }) => critical && !WEIGHED.has(type));

const nameBytes = (name: X509Certificate['subjectName']): Uint8Array => new Uint8Array(name.toArrayBuffer());
