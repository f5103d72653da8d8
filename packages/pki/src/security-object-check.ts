import { dataObjects, equalInConstantTime, firstDataObject, hex, type Instant } from '@tessera/base';
import { ObjectIdentifier, OctetString } from 'asn1js';
import { type Attribute, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { isSigned } from './authority-signature.ts';
import { isSelfIssued, isSignedBy, isValidAt, readCertificate } from './chain.ts';
import {
  attributesAsSet,
  CONTENT_TYPE,
  digestOf,
  LIST_CONTENT,
  MESSAGE_DIGEST,
  SECURITY_OBJECT_TAG,
  type SignedFiles,
} from './security-object.ts';
import { FORMS, type FormTraits } from './security-object-form.ts';
import { BasicConstraintsExtension, type X509Certificate } from './x509.ts';

/**
 * `altered`: a file is not the one that was signed, or the signature fails. `signer-not-ours`: no trusted root vouches for who signed.
 * `expired`: it was ours, and its certificate or the root's is over.
 */
export type SecurityObjectCheck = 'genuine' | 'altered' | 'signer-not-ours' | 'expired' | 'malformed';

interface Opened {
  readonly traits: FormTraits;
  readonly info: SignerInfo;
  /** LDSSecurityObject, DER. */
  readonly list: Uint8Array;
  readonly signer: X509Certificate;
}

/** Longer ones are no card's: with its certificate a security object has some 2,000 bytes. */
const BYTES_MAX = 16 * 1024;

/**
 * Passive authentication (T-CRD-13): are these files the ones that a document signer of ours signed? Each file of the list must be
 * given, and no other.
 *
 * `trust`: X.509, DER; only the roots in it count. Source: ICAO 9303-11 section 5.1.
 */
export async function checkSecurityObject(
  object: Uint8Array,
  files: SignedFiles,
  { trust, at }: { readonly trust: readonly Uint8Array[]; readonly at: Instant },
): Promise<SecurityObjectCheck> {
  const opened = open(object);
  if (opened === null) return 'malformed';
  if (!(await isSignedList(opened)) || !(await areFilesOf(opened, files))) return 'altered';
  const roots = trust.map(readCertificate).filter((each) => each !== null && isSelfIssued(each));
  for (const root of roots) {
    if (root === null || !(await isSignedBy(root, root)) || !(await isSignedBy(opened.signer, root))) continue;
    return isValidAt(root, at) && isValidAt(opened.signer, at) ? 'genuine' : 'expired';
  }
  return 'signer-not-ours';
}

/** One signer, one certificate, one of the two forms, and the list inside; null for anything else. */
function open(object: Uint8Array): Opened | null {
  const outer = firstDataObject(object);
  if (object.length > BYTES_MAX || outer?.tag !== SECURITY_OBJECT_TAG || outer.rest.length > 0) return null;
  try {
    const { contentType, content } = ContentInfo.fromBER(Uint8Array.from(outer.value));
    if (contentType !== ContentInfo.SIGNED_DATA) return null;
    const { encapContentInfo, signerInfos, certificates } = new SignedData({ schema: content });
    const [info, secondInfo] = signerInfos;
    const [included, secondIncluded] = certificates ?? [];
    const list = encapContentInfo.eContent?.valueBlock.valueHexView;
    if (info === undefined || included === undefined || list === undefined) return null;
    if (secondInfo !== undefined || secondIncluded !== undefined || encapContentInfo.eContentType !== LIST_CONTENT)
      return null;
    const signer = readCertificate(new Uint8Array(included.toSchema().toBER()));
    const traits = Object.values(FORMS).find((form) => isOfForm(info, form));
    return signer === null || traits === undefined || !isDocumentSigner(signer, info)
      ? null
      : { traits, info, list: Uint8Array.from(list), signer };
  } catch {
    return null; // Bytes that are no such message.
  }
}

const isOfForm = ({ digestAlgorithm, signatureAlgorithm }: SignerInfo, form: FormTraits): boolean =>
  digestAlgorithm.algorithmId === form.hashOid && signatureAlgorithm.algorithmId === form.signatureOid;

/** The certificate that the message names, and not one of an authority. */
function isDocumentSigner(signer: X509Certificate, { sid }: SignerInfo): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return false;
  const number = hex(sid.serialNumber.valueBlock.valueHexView).replace(/^(00)+/, '');
  const isNamed =
    number === signer.serialNumber.toLowerCase().replace(/^(00)+/, '') &&
    hex(new Uint8Array(sid.issuer.toSchema().toBER())) === hex(new Uint8Array(signer.issuerName.toArrayBuffer()));
  return isNamed && signer.getExtension(BasicConstraintsExtension)?.ca !== true;
}

/** The signed attributes name the list by its kind and its digest, and the signature is over them. */
async function isSignedList({ traits, info, list, signer }: Opened): Promise<boolean> {
  const attributes = info.signedAttrs;
  if (attributes === undefined) return false;
  const kind = onlyValue(attributes.attributes, CONTENT_TYPE);
  const digest = onlyValue(attributes.attributes, MESSAGE_DIGEST);
  if (!(kind instanceof ObjectIdentifier) || kind.getValue() !== LIST_CONTENT || !(digest instanceof OctetString))
    return false;
  const isOfList = equalInConstantTime(digest.valueBlock.valueHexView, new Uint8Array(await digestOf(list, traits)));
  const algorithm = { ...traits.verification, hash: traits.hash };
  const signature = info.signature.valueBlock.valueHexView;
  return isOfList && isSigned(signer, attributesAsSet(attributes), signature, algorithm);
}

function onlyValue(attributes: readonly Attribute[], type: string): unknown {
  const [found, second] = attributes.filter((each) => each.type === type);
  return found === undefined || second !== undefined || found.values.length !== 1 ? null : found.values[0];
}

/** The list's third part: number and digest of each file. */
async function areFilesOf({ list, traits }: Opened, files: SignedFiles): Promise<boolean> {
  const [, , digests] = dataObjects(firstDataObject(list)?.value ?? new Uint8Array()) ?? [];
  const entries = digests === undefined ? null : dataObjects(digests.value);
  if (entries === null || entries.length !== files.size) return false;
  for (const entry of entries) {
    const [number, digest] = dataObjects(entry.value) ?? [];
    const file = number === undefined ? undefined : files.get(number.value.at(-1) ?? 0);
    if (file === undefined || digest === undefined) return false;
    if (!equalInConstantTime(digest.value, new Uint8Array(await digestOf(file, traits)))) return false;
  }
  return true;
}
