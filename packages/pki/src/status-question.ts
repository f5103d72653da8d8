import { equalInConstantTime, type Instant, MINUTE, SECOND } from '@tessera/base';
import { OctetString } from 'asn1js';
import {
  BasicOCSPResponse,
  type CertID,
  Extension,
  OCSPRequest,
  OCSPResponse,
  Request,
  type SingleResponse,
  TBSRequest,
} from 'pkijs';
import { isSignatureBy } from './authority-signature.ts';
import { identifierOf } from './certificate-identifier.ts';
import { isSignedBy, isValidAt, readCertificate } from './chain.ts';
import { OCSP_NO_CHECK, OCSP_SIGNING } from './office.ts';
import type { CertificateStatus, StatusQuestion } from './revocation-status.ts';
import { ANSWER_LIFETIME, BASIC_RESPONSE, NONCE } from './status-answer.ts';
import { ExtendedKeyUsageExtension, type X509Certificate } from './x509.ts';

/** A question on its way: what it is about, and the nonce that the answer must bring back. */
export interface AskedStatus {
  /** OCSPRequest, DER. */
  readonly request: Uint8Array;
  readonly identifier: CertID;
  /** As it stands in the extension. */
  readonly nonce: Uint8Array;
}

/** Two clocks differ by so much at most. */
const SKEW: Instant = MINUTE;
const CERTIFICATES_MAX = 4;
const SUCCESSFUL = 0;

/** `nonce` has 32 bytes. Source: RFC 6960 section 4.1; RFC 9654. */
export async function askStatus({ certificate, issuer }: StatusQuestion, nonce: Uint8Array): Promise<AskedStatus> {
  const identifier = await identifierOf(certificate, issuer);
  const value = new OctetString({ valueHex: Uint8Array.from(nonce).buffer }).toBER();
  const request = new OCSPRequest({
    tbsRequest: new TBSRequest({
      requestList: [new Request({ reqCert: identifier })],
      requestExtensions: [new Extension({ extnID: NONCE, extnValue: value })],
    }),
  });
  return { request: new Uint8Array(request.toSchema(true).toBER()), identifier, nonce: new Uint8Array(value) };
}

/**
 * What an answer says, or null when it is none to believe: malformed, not signed by a responder that one of our issuing authorities
 * appointed, about another certificate, without our nonce, older than 15 minutes or from the future (T-CRD-05).
 */
export async function readStatus(
  answer: Uint8Array,
  asked: AskedStatus,
  { issuers, at }: StatusQuestion,
): Promise<CertificateStatus | null> {
  const response = basicResponse(answer);
  if (response === null || !bringsBack(response, asked.nonce)) return null;
  if (!(await isByAppointedResponder(response, issuers, at))) return null;
  const single = response.tbsResponseData.responses.find(({ certID }) => certID.isEqual(asked.identifier));
  return single !== undefined && isFresh(single, at) ? statusOf(single) : null;
}

function basicResponse(answer: Uint8Array): BasicOCSPResponse | null {
  try {
    const { responseStatus, responseBytes } = OCSPResponse.fromBER(Uint8Array.from(answer));
    if (responseStatus.valueBlock.valueDec !== SUCCESSFUL || responseBytes?.responseType !== BASIC_RESPONSE)
      return null;
    return BasicOCSPResponse.fromBER(Uint8Array.from(responseBytes.response.valueBlock.valueHexView));
  } catch {
    return null; // Bytes that are no answer.
  }
}

/** An extension that must be understood, and is not, spoils the answer. */
function bringsBack({ tbsResponseData }: BasicOCSPResponse, nonce: Uint8Array): boolean {
  const extensions = tbsResponseData.responseExtensions ?? [];
  const [found, second] = extensions.filter(({ extnID }) => extnID === NONCE);
  if (found === undefined || second !== undefined) return false;
  if (extensions.some(({ extnID, critical }) => critical && extnID !== NONCE)) return false;
  return equalInConstantTime(found.extnValue.valueBlock.valueHexView, nonce);
}

async function isByAppointedResponder(
  response: BasicOCSPResponse,
  issuers: readonly Uint8Array[],
  at: Instant,
): Promise<boolean> {
  const signed = { algorithm: response.signatureAlgorithm, signature: response.signature };
  for (const included of (response.certs ?? []).slice(0, CERTIFICATES_MAX)) {
    const responder = readCertificate(new Uint8Array(included.toSchema().toBER()));
    if (responder === null || !(await isAppointed(responder, issuers, at))) continue;
    if (await isSignatureBy(responder, response.tbsResponseData.tbsView, signed)) return true;
  }
  return false;
}

/** Source: RFC 6960 section 4.2.2.2: certified by the issuing authority itself, to sign answers. */
async function isAppointed(responder: X509Certificate, issuers: readonly Uint8Array[], at: Instant): Promise<boolean> {
  const maySign = responder.getExtension(ExtendedKeyUsageExtension)?.usages.includes(OCSP_SIGNING) === true;
  if (!maySign || responder.getExtension(OCSP_NO_CHECK) === null || !isValidAt(responder, at)) return false;
  for (const der of issuers) {
    const issuer = readCertificate(der);
    if (issuer !== null && isValidAt(issuer, at) && (await isSignedBy(responder, issuer))) return true;
  }
  return false;
}

/** Instants of an answer are whole seconds: the one it was made in counts as its beginning. */
function isFresh({ thisUpdate, nextUpdate }: SingleResponse, at: Instant): boolean {
  const made = thisUpdate.getTime();
  if (made > at + SKEW || at - made > ANSWER_LIFETIME) return false;
  return nextUpdate === undefined || at < nextUpdate.getTime() + SECOND;
}

/** good [0] and unknown [2] are bare, revoked [1] holds its date. Anything else is not known to be good. */
function statusOf({ certStatus }: SingleResponse): CertificateStatus {
  const { isConstructed, tagNumber } = certStatus.idBlock;
  if (tagNumber === 0 && !isConstructed) return 'good';
  return tagNumber === 1 ? 'revoked' : 'unknown';
}
