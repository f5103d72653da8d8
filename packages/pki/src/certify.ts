import { type Instant, SECOND, type Signer } from '@tessera/base';
import { BitString, Null } from 'asn1js';
import { AlgorithmIdentifier, Certificate } from 'pkijs';
import { type Extension, type JsonNameParams, Name, X509CertificateGenerator } from './x509.ts';

/** What a certificate shall say. */
export interface CertificateOrder {
  /** Serial number, hexadecimal, positive. */
  readonly number: string;
  readonly subject: JsonNameParams;
  readonly issuer: JsonNameParams;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly extensions: readonly Extension[];
}

/** Which algorithm signs everything of this room, save newer security objects: sha256WithRSAEncryption (RFC 4055 section 5). */
export const rs256 = (): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() });

/** Signs where the signer keeps its key, in memory or in an HSM; the library only writes and never sees a private key. */
export async function signatureBy(signer: Signer, bytes: Uint8Array): Promise<BitString> {
  return new BitString({ valueHex: Uint8Array.from(await signer.sign(bytes)).buffer });
}

/** X.509 version 3, DER. The same order signed with the same key gives the same bytes. */
export async function certify(order: CertificateOrder, signer: Signer): Promise<Uint8Array> {
  const { number, subject, issuer, publicKey, notBefore, notAfter, extensions } = order;
  const draft = await X509CertificateGenerator.create({
    serialNumber: number,
    subject: new Name(subject),
    issuer: new Name(issuer),
    publicKey,
    notBefore: wholeSecond(notBefore),
    notAfter: wholeSecond(notAfter),
    extensions: [...extensions],
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    signature: new Uint8Array(),
  });
  const certificate = Certificate.fromBER(draft.rawData);
  certificate.signatureValue = await signatureBy(signer, certificate.tbsView);
  return new Uint8Array(certificate.toSchema().toBER());
}

/** Certificates, lists and answers know no fractions of a second. */
export const wholeSecond = (at: Instant): Date => new Date(Math.floor(at / SECOND) * SECOND);
