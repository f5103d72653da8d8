import { type Clock, firstDataObject, type Instant, MINUTE, type Signer, type Sql } from '@tessera/base';
import { Constructed, Enumerated, GeneralizedTime, OctetString, Primitive } from 'asn1js';
import {
  BasicOCSPResponse,
  type CertID,
  Certificate,
  type Extension,
  OCSPRequest,
  OCSPResponse,
  ResponseBytes,
  ResponseData,
  SingleResponse,
} from 'pkijs';
import { type AuthorityCertificate, issuingCertificates } from './authority-certificate-store.ts';
import { isOfIssuer, numberIn } from './certificate-identifier.ts';
import { rs256, signatureBy, wholeSecond } from './certify.ts';
import type { OfficeHolder, Offices } from './offices.ts';
import { type NumberStatus, statusOfNumber } from './registry-status.ts';

/** Answers one request of the Online Certificate Status Protocol; both are DER. */
export type StatusResponder = (request: Uint8Array) => Promise<Uint8Array>;

/** An answer may be shown to others for so long, and is not believed after it. */
export const ANSWER_LIFETIME: Instant = 15 * MINUTE;

export const NONCE = '1.3.6.1.5.5.7.48.1.2';
export const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';

const REQUEST_BYTES_MAX = 4 * 1024;
const QUESTIONS_MAX = 8;
/** RFC 9654 section 2.1: 1 to 128 bytes; here with the two of its own header. */
const NONCE_BYTES_MAX = 130;

/** Source: RFC 6960 section 4.2.1, OCSPResponseStatus. */
const SUCCESSFUL = 0;
const MALFORMED = 1;

/**
 * A responder that signs each answer with its own delegated key, the nonce of the question in it. What it cannot read it answers
 * as malformed, unsigned; a certificate that this authority did not issue is unknown.
 *
 * Source: RFC 6960; RFC 9654 (nonce).
 */
export function statusResponder(
  { database, clock }: { readonly database: Sql; readonly clock: Clock },
  offices: Offices,
): StatusResponder {
  return async (bytes) => {
    const request = readRequest(bytes);
    if (request === null) return unsigned(MALFORMED);
    const at = clock.now();
    const issuers = (await issuingCertificates(database)).filter(({ expiresAt }) => at < expiresAt);
    const asked = new Set<string>();
    const responses: SingleResponse[] = [];
    for (const { reqCert } of request.tbsRequest.requestList) {
      const issuer = await issuerNamedBy(reqCert, issuers);
      if (issuer !== null) asked.add(issuer);
      const status: NumberStatus =
        issuer === null ? { status: 'unknown' } : await statusOfNumber(database, numberIn(reqCert), issuer);
      responses.push(singleResponse(reqCert, status, at));
    }
    const { signer, certificates } = await respondersFor(asked, offices);
    const nonce = nonceIn(request);
    const basic = new BasicOCSPResponse({
      tbsResponseData: new ResponseData({
        responderID: new OctetString({ valueHex: await keyDigest(certificates[0]) }),
        producedAt: wholeSecond(at),
        responses,
        ...(nonce === null ? {} : { responseExtensions: [nonce] }),
      }),
      signatureAlgorithm: rs256(),
      certs: [...certificates],
    });
    basic.tbsResponseData.tbsView = new Uint8Array(basic.tbsResponseData.toSchema(true).toBER());
    basic.signature = await signatureBy(signer, basic.tbsResponseData.tbsView);
    return signed(basic);
  };
}

function readRequest(bytes: Uint8Array): OCSPRequest | null {
  if (bytes.length > REQUEST_BYTES_MAX || firstDataObject(bytes)?.rest.length !== 0) return null;
  try {
    const request = OCSPRequest.fromBER(Uint8Array.from(bytes));
    const questions = request.tbsRequest.requestList.length;
    const nonce = nonceIn(request);
    if (questions < 1 || questions > QUESTIONS_MAX) return null;
    return nonce !== null && nonce.extnValue.valueBlock.valueHexView.length > NONCE_BYTES_MAX ? null : request;
  } catch {
    return null; // Not a request; the answer says so and no more.
  }
}

const nonceIn = ({ tbsRequest }: OCSPRequest): Extension | null =>
  tbsRequest.requestExtensions?.find(({ extnID }) => extnID === NONCE) ?? null;

/** The thumbprint of the issuing key; null when the certificate is none of ours. */
async function issuerNamedBy(identifier: CertID, issuers: readonly AuthorityCertificate[]): Promise<string | null> {
  for (const { kid, certificate } of issuers) if (await isOfIssuer(identifier, certificate)) return kid;
  return null;
}

/**
 * The responder's key, and its certificate from each issuing key that was asked about: strangers believe only whom the issuer itself
 * appointed (RFC 6960 section 4.2.2.2).
 */
async function respondersFor(
  issuers: ReadonlySet<string>,
  offices: Offices,
): Promise<{ readonly signer: Signer; readonly certificates: readonly [Certificate, ...Certificate[]] }> {
  const [first, ...others] = issuers;
  const { signer, certificate } = await offices('responder', first);
  const further = await Promise.all(others.map((issuer) => offices('responder', issuer)));
  const read = ({ rawData }: OfficeHolder['certificate']) => Certificate.fromBER(rawData);
  return { signer, certificates: [read(certificate), ...further.map((each) => read(each.certificate))] };
}

const singleResponse = (certID: CertID, status: NumberStatus, at: Instant): SingleResponse =>
  new SingleResponse({
    certID,
    certStatus: statusChoice(status),
    thisUpdate: wholeSecond(at),
    nextUpdate: wholeSecond(at + ANSWER_LIFETIME),
  });

/** good [0], revoked [1], unknown [2]: RFC 6960 section 4.2.1. No reason is given, as in the lists. */
function statusChoice(status: NumberStatus): Primitive | Constructed {
  switch (status.status) {
    case 'good':
      return new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
    case 'revoked':
      return new Constructed({
        idBlock: { tagClass: 3, tagNumber: 1 },
        value: [new GeneralizedTime({ valueDate: wholeSecond(status.revokedAt) })],
      });
    case 'unknown':
      return new Primitive({ idBlock: { tagClass: 3, tagNumber: 2 } });
  }
}

/** A responder is named by the SHA-1 of its key, as the protocol has it: a name, not a protection. */
export const keyDigest = ({ subjectPublicKeyInfo }: Certificate): Promise<ArrayBuffer> =>
  globalThis.crypto.subtle.digest(
    'SHA-1',
    Uint8Array.from(subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
  );

function signed(basic: BasicOCSPResponse): Uint8Array {
  const response = new OCSPResponse({
    responseStatus: new Enumerated({ value: SUCCESSFUL }),
    responseBytes: new ResponseBytes({
      responseType: BASIC_RESPONSE,
      response: new OctetString({ valueHex: basic.toSchema().toBER() }),
    }),
  });
  return new Uint8Array(response.toSchema().toBER());
}

const unsigned = (status: number): Uint8Array =>
  new Uint8Array(new OCSPResponse({ responseStatus: new Enumerated({ value: status }) }).toSchema().toBER());
