import { equalInConstantTime, hex } from '@tessera/base';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, CertID, Certificate } from 'pkijs';

/**
 * How a question names a certificate: digests of its issuer's name and key, and its serial number.
 *
 * The digests only find the issuer, they protect nothing; strangers still use SHA-1 here, our own client SHA-256.
 */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
]);
const SHA_256 = '2.16.840.1.101.3.4.2.1';

/** The identifier of a certificate for our own questions. Both are DER. Source: RFC 6960 section 4.1.1. */
export async function identifierOf(certificate: Uint8Array, issuer: Uint8Array): Promise<CertID> {
  const { name, key } = await digestsOf(issuer, 'SHA-256');
  return new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256, algorithmParams: new Null() }),
    issuerNameHash: new OctetString({ valueHex: name }),
    issuerKeyHash: new OctetString({ valueHex: key }),
    serialNumber: new Integer({
      valueHex: Uint8Array.from(Certificate.fromBER(Uint8Array.from(certificate)).serialNumber.valueBlock.valueHexView)
        .buffer,
    }),
  });
}

/** True when the identifier names a certificate of this issuer (DER). */
export async function isOfIssuer(identifier: CertID, issuer: Uint8Array): Promise<boolean> {
  const algorithm = DIGESTS.get(identifier.hashAlgorithm.algorithmId);
  if (algorithm === undefined) return false;
  const { name, key } = await digestsOf(issuer, algorithm);
  return (
    equalInConstantTime(new Uint8Array(name), identifier.issuerNameHash.valueBlock.valueHexView) &&
    equalInConstantTime(new Uint8Array(key), identifier.issuerKeyHash.valueBlock.valueHexView)
  );
}

/** The serial number as the house writes it: lower-case hexadecimal without leading zeros. */
export const numberIn = (identifier: CertID): string =>
  hex(identifier.serialNumber.valueBlock.valueHexView).replace(/^(00)+/, '');

async function digestsOf(
  issuer: Uint8Array,
  algorithm: string,
): Promise<{ readonly name: ArrayBuffer; readonly key: ArrayBuffer }> {
  const { subject, subjectPublicKeyInfo } = Certificate.fromBER(Uint8Array.from(issuer));
  const digest = (bytes: Uint8Array): Promise<ArrayBuffer> =>
    globalThis.crypto.subtle.digest(algorithm, Uint8Array.from(bytes));
  return {
    name: await digest(new Uint8Array(subject.toSchema().toBER())),
    key: await digest(subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
  };
}
