import { Null } from 'asn1js';
import { AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';
import { rs256 } from './certify.ts';
import type { OfficeName } from './office.ts';

/** `classic` is SHA-256 with PKCS #1 v1.5, on cards so far; `newer` SHA-512 with PSS. Readers take both. */
export type SecurityObjectForm = 'classic' | 'newer';

export interface FormTraits {
  readonly signer: Extract<OfficeName, `document-signer${string}`>;
  readonly hash: 'SHA-256' | 'SHA-512';
  readonly hashOid: string;
  readonly signatureOid: string;
  /** Of the list of digests. */
  readonly version: 0 | 1;
  readonly signatureAlgorithm: () => AlgorithmIdentifier;
  /** As WebCrypto names it. */
  readonly verification: RsaPssParams | { readonly name: 'RSASSA-PKCS1-v1_5' };
}

const MGF1 = '1.2.840.113549.1.1.8';
const PSS = '1.2.840.113549.1.1.10';
const SALT_BYTES = 64;

/** Source: published clients of the card, which know these two. */
export const FORMS: Readonly<Record<SecurityObjectForm, FormTraits>> = {
  classic: {
    signer: 'document-signer',
    hash: 'SHA-256',
    hashOid: '2.16.840.1.101.3.4.2.1',
    signatureOid: '1.2.840.113549.1.1.11',
    version: 0,
    signatureAlgorithm: rs256,
    verification: { name: 'RSASSA-PKCS1-v1_5' },
  },
  newer: {
    signer: 'document-signer-pss',
    hash: 'SHA-512',
    hashOid: '2.16.840.1.101.3.4.2.3',
    signatureOid: PSS,
    version: 1,
    signatureAlgorithm: pssWithSha512,
    verification: { name: 'RSA-PSS', saltLength: SALT_BYTES },
  },
};

/** The digest's algorithm as it stands in messages. */
export const digestAlgorithm = ({ hashOid }: FormTraits): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithmId: hashOid, algorithmParams: new Null() });

/** RFC 4055 section 3.1: the mask is made with the same hash, the salt is as long as it. */
function pssWithSha512(): AlgorithmIdentifier {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.3', algorithmParams: new Null() });
  const maskGenAlgorithm = new AlgorithmIdentifier({ algorithmId: MGF1, algorithmParams: hashAlgorithm.toSchema() });
  const parameters = new RSASSAPSSParams({ hashAlgorithm, maskGenAlgorithm, saltLength: SALT_BYTES });
  return new AlgorithmIdentifier({ algorithmId: PSS, algorithmParams: parameters.toSchema() });
}
