import { HOUR, type Instant, type Random, SECOND, systemRandom } from '@tessera/base';
import { fetched } from './bounded-fetch.ts';
import { isValidAt, readCertificate } from './chain.ts';
import { type KeptList, readList, statusFrom } from './kept-list.ts';
import type { CertificateStatus, RevocationStatus, StatusQuestion } from './revocation-status.ts';
import { askStatus, readStatus } from './status-question.ts';
import type { X509Certificate } from './x509.ts';

/** Where a node asks. Both come from its settings: an address in a certificate is never called (T-CRD-04). */
export interface StatusSources {
  /** OCSP, by POST. */
  readonly responder: URL;
  /** The issuing authority's list, for the time when nobody answers; null for no second source. */
  readonly list: URL | null;
}

/** For answer and list together: a citizen waits no longer. */
const PATIENCE = 3 * SECOND;
const ANSWER_BYTES_MAX = 64 * 1024;
const LIST_BYTES_MAX = 32 * 1024 * 1024;
/** A list older than this is fetched anew, while it still serves. */
const LIST_RENEWAL: Instant = HOUR;

/**
 * Asks the authority's responder; when it gives no answer to believe, a revocation list that is still valid decides; without one the
 * status is unknown (T-CRD-05, promise 32). A responder that says unknown is believed: the list cannot know better.
 */
export function ocspStatus({ responder, list }: StatusSources, random: Random = systemRandom): RevocationStatus {
  /** By the issuer's name. */
  const kept = new Map<string, KeptList>();

  const renew = async (question: StatusQuestion, signal: AbortSignal): Promise<KeptList | null> => {
    const issuer = readCertificate(question.issuer);
    if (list === null || issuer === null) return null;
    const last = kept.get(issuer.subject) ?? null;
    const isYoung = last !== null && question.at >= last.madeAt && question.at - last.madeAt < LIST_RENEWAL;
    if (isYoung) return last;
    const bytes = await fetched(list, { signal }, LIST_BYTES_MAX);
    const read = bytes === null ? null : await readAnyOf(bytes, issuer, question);
    // An older one, replayed, does not take the place of what we have.
    if (read === null || (last !== null && read.madeAt < last.madeAt)) return last;
    kept.set(issuer.subject, read);
    return read;
  };

  return async (question) => {
    const signal = AbortSignal.timeout(PATIENCE);
    // Begun together: the list is there when the responder is not.
    const renewed = renew(question, signal);
    const answer = await answerOf(responder, question, random, signal);
    if (answer !== null) return answer;
    const number = readCertificate(question.certificate)
      ?.serialNumber.toLowerCase()
      .replace(/^(00)+/, '');
    const last = await renewed;
    return last === null || number === undefined ? 'unknown' : (statusFrom(last, number, question.at) ?? 'unknown');
  };
}

/** A list by the issuer's name, signed with any of its keys that is trusted: an authority may change its key (RFC 5280 section 6.3.3). */
async function readAnyOf(
  bytes: Uint8Array,
  issuer: X509Certificate,
  { issuers, at }: StatusQuestion,
): Promise<KeptList | null> {
  for (const der of issuers) {
    const signer = readCertificate(der);
    if (signer === null || signer.subject !== issuer.subject || !isValidAt(signer, at)) continue;
    const read = await readList(bytes, signer);
    if (read !== null) return read;
  }
  return null;
}

async function answerOf(
  responder: URL,
  question: StatusQuestion,
  random: Random,
  signal: AbortSignal,
): Promise<CertificateStatus | null> {
  const asked = await askStatus(question, random.bytes(32));
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  const request = { method: 'POST', headers, body: Uint8Array.from(asked.request), signal };
  const bytes = await fetched(responder, request, ANSWER_BYTES_MAX);
  return bytes === null ? null : readStatus(bytes, asked, question);
}
