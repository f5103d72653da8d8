import { concat, dataObjectsByTag, equalInConstantTime, firstDataObject, tlv } from '@tessera/base';
import { padLeft } from './block-padding.ts';
import { recoveredMessage, recoveryBlock } from './message-recovery.ts';
import { type CardPrimitives, type RsaPublicKey, rsaPublic } from './primitives.ts';

/** What a card verifiable certificate says: this key belongs to this terminal, which may do this. */
export interface CvCertificateBody {
  /** CAR: who says so; the last eight bytes of the authority's holder reference. */
  readonly authorityReference: Uint8Array;
  /** CHR: whose key it is; four zeros and the terminal's serial number SN.IFD. */
  readonly holderReference: Uint8Array;
  /** CHA: six bytes that name the application, one the role. */
  readonly holderAuthorization: Uint8Array;
  /** RSA with 2048 bits. */
  readonly publicKey: RsaPublicKey;
}

/** A certificate as it travels: most of the body is inside the signature, the rest goes beside it. */
export interface CvCertificate {
  readonly signature: Uint8Array;
  readonly remainder: Uint8Array;
  readonly authorityReference: Uint8Array;
}

/** The certification authority that a card trusts, as the card itself shows it. */
export interface CardAuthority {
  readonly publicKey: RsaPublicKey;
  /** 12 bytes. */
  readonly holderReference: Uint8Array;
  /** 6 bytes or more. */
  readonly holderAuthorization: Uint8Array;
}

/** The role of a reader that opens the channel of device authentication. */
export const READER_ROLE = 0x01;

/** CPI, the profile of the body: not self-descriptive, RSA, 2048 bits. */
const PROFILE = 0x8a;
/** The algorithm that the certified key is for, without tag and length. Source: IAS ECC v1.0.1, CV certificate. */
const READER_ALGORITHM = Uint8Array.of(0x2a, 0x81, 0x22, 0xf4, 0x2a, 0x02, 0x04, 0x01, 0x04);
const LENGTHS = { profile: 1, authority: 8, holder: 12, authorization: 7, algorithm: 9, modulus: 256, exponent: 4 };

const CERTIFICATE = 0x7f21;
const SIGNATURE = 0x5f37;
const REMAINDER = 0x5f38;
const AUTHORITY_REFERENCE = 0x42;

/** The authority's name as its certificates carry it. */
export const referenceOf = ({ holderReference }: CardAuthority): Uint8Array => holderReference.subarray(-8);

/** A reader's name in its certificate. */
export const readerReference = (serial: Uint8Array): Uint8Array => concat(new Uint8Array(4), serial);

/** What an authority allows a reader: its own application, in the role of a reader. */
export const readerAuthorization = ({ holderAuthorization }: CardAuthority): Uint8Array =>
  concat(holderAuthorization.subarray(0, 6), Uint8Array.of(READER_ROLE));

/**
 * Signs a body. `sign` is the authority's bare private operation; its modulus has `length` bytes.
 *
 * Source: IAS ECC v1.0.1, CV certificate (not self-descriptive); signature by ISO/IEC 9796-2 with message recovery.
 */
export function issueCvCertificate(
  body: CvCertificateBody,
  authority: { readonly length: number; sign(block: Uint8Array): Uint8Array },
  primitives: CardPrimitives,
): CvCertificate {
  const { block, remainder } = recoveryBlock(encodeBody(body), authority.length, primitives);
  return { signature: authority.sign(block), remainder, authorityReference: body.authorityReference };
}

/** Proves a certificate with the authority's key and reads it; null when anything about it is wrong. */
export function openCvCertificate(
  { signature, remainder, authorityReference }: CvCertificate,
  authority: RsaPublicKey,
  primitives: CardPrimitives,
): CvCertificateBody | null {
  const block = rsaPublic(authority, signature, primitives);
  const message = block === null ? null : recoveredMessage(block, remainder, primitives);
  const body = message === null ? null : decodeBody(message);
  return body !== null && equalInConstantTime(body.authorityReference, authorityReference) ? body : null;
}

export const encodeCvCertificate = ({ signature, remainder, authorityReference }: CvCertificate): Uint8Array =>
  tlv(CERTIFICATE, tlv(SIGNATURE, signature), tlv(REMAINDER, remainder), tlv(AUTHORITY_REFERENCE, authorityReference));

/** Null when the bytes are not one certificate and nothing else. */
export function decodeCvCertificate(bytes: Uint8Array): CvCertificate | null {
  const outer = firstDataObject(bytes);
  if (outer === null || outer.tag !== CERTIFICATE || outer.rest.length > 0) return null;
  const objects = dataObjectsByTag(outer.value);
  const signature = objects?.get(SIGNATURE);
  const remainder = objects?.get(REMAINDER);
  const authorityReference = objects?.get(AUTHORITY_REFERENCE);
  if (signature === undefined || remainder === undefined || authorityReference === undefined) return null;
  return objects?.size === 3 ? { signature, remainder, authorityReference } : null;
}

const encodeBody = (body: CvCertificateBody): Uint8Array =>
  concat(
    Uint8Array.of(PROFILE),
    body.authorityReference,
    body.holderReference,
    body.holderAuthorization,
    READER_ALGORITHM,
    body.publicKey.modulus,
    padLeft(body.publicKey.exponent, LENGTHS.exponent),
  );

function decodeBody(bytes: Uint8Array): CvCertificateBody | null {
  const fields = fieldsOf(bytes);
  if (fields === null || fields.profile[0] !== PROFILE || !equalInConstantTime(fields.algorithm, READER_ALGORITHM))
    return null;
  return {
    authorityReference: fields.authority,
    holderReference: fields.holder,
    holderAuthorization: fields.authorization,
    publicKey: { modulus: fields.modulus, exponent: fields.exponent },
  };
}

/** Cuts a body at its fixed lengths; null when they do not add up to it. */
function fieldsOf(bytes: Uint8Array): Readonly<Record<keyof typeof LENGTHS, Uint8Array>> | null {
  let offset = 0;
  const fields = Object.entries(LENGTHS).map(([name, length]) => {
    const start = offset;
    offset += length;
    return [name, bytes.subarray(start, offset)] as const;
  });
  return offset === bytes.length ? (Object.fromEntries(fields) as Record<keyof typeof LENGTHS, Uint8Array>) : null;
}
