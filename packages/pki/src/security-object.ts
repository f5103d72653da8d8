import { tlv } from '@tessera/base';
import { Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { signatureBy } from './certify.ts';
import type { Offices } from './offices.ts';
import { digestAlgorithm, FORMS, type FormTraits, type SecurityObjectForm } from './security-object-form.ts';

/** Files by the number that the signed list gives them: the tags of an identity card's files, or the data groups of a passport. */
export type SignedFiles = ReadonlyMap<number, Uint8Array>;

export const SECURITY_OBJECT_TAG = 0x77;
export const LIST_CONTENT = '2.23.136.1.1.1';
export const CONTENT_TYPE = '1.2.840.113549.1.9.3';
export const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/**
 * EF.SOD: what the document signer vouches for. Tag 77 around a CMS message that holds the digests of the files.
 *
 * Source: ICAO 9303-10 section 4.6.2; RFC 5652; docs/chip.md for the two places where the card's clients are stricter.
 */
export async function signSecurityObject(
  offices: Offices,
  files: SignedFiles,
  form: SecurityObjectForm,
): Promise<Uint8Array> {
  const traits = FORMS[form];
  const { signer, certificate } = await offices(traits.signer);
  const list = new Uint8Array((await digestList(files, traits)).toBER());
  const own = Certificate.fromBER(certificate.rawData);
  const attributes = new SignedAndUnsignedAttributes({ type: 0, attributes: await signedAttributes(list, traits) });
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: digestAlgorithm(traits),
    signedAttrs: attributes,
    signatureAlgorithm: traits.signatureAlgorithm(),
  });
  const signature = await signatureBy(signer, attributesAsSet(attributes));
  info.signature = new OctetString({ valueHex: Uint8Array.from(signature.valueBlock.valueHexView).buffer });

  const content = new EncapsulatedContentInfo({ eContentType: LIST_CONTENT });
  // Given to the constructor it would be cut into pieces, which the card's clients do not read.
  content.eContent = new OctetString({ valueHex: Uint8Array.from(list).buffer });
  const message = new SignedData({
    version: 3,
    digestAlgorithms: [digestAlgorithm(traits)],
    encapContentInfo: content,
    certificates: [own],
    signerInfos: [info],
  });
  const whole = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: message.toSchema(true) });
  return tlv(SECURITY_OBJECT_TAG, new Uint8Array(whole.toSchema().toBER()));
}

/** LDSSecurityObject: the digest of each file, in the order of their numbers. */
async function digestList(files: SignedFiles, traits: FormTraits): Promise<Sequence> {
  const digests: Sequence[] = [];
  for (const [number, content] of [...files].sort(([a], [b]) => a - b)) {
    // One byte also above 127, where DER asks for two: the card's clients read one.
    const tag = new Integer({ valueHex: Uint8Array.of(number).buffer });
    digests.push(new Sequence({ value: [tag, new OctetString({ valueHex: await digestOf(content, traits) })] }));
  }
  return new Sequence({
    value: [
      new Integer({ value: traits.version }),
      digestAlgorithm(traits).toSchema(),
      new Sequence({ value: digests }),
    ],
  });
}

/** In the order that the card's clients expect, which is also that of DER. */
async function signedAttributes(list: Uint8Array, traits: FormTraits): Promise<Attribute[]> {
  const digest = new OctetString({ valueHex: await digestOf(list, traits) });
  return [
    new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: LIST_CONTENT })] }),
    new Attribute({ type: MESSAGE_DIGEST, values: [digest] }),
  ];
}

/** What is signed: the attributes under the tag of a SET, not under the one they travel with (RFC 5652 section 5.4). */
export function attributesAsSet(attributes: SignedAndUnsignedAttributes): Uint8Array {
  const encoded = new Uint8Array(attributes.toSchema().toBER());
  encoded[0] = 0x31;
  return encoded;
}

export const digestOf = (bytes: Uint8Array, { hash }: FormTraits): Promise<ArrayBuffer> =>
  globalThis.crypto.subtle.digest(hash, Uint8Array.from(bytes));
