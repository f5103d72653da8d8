import { concat, HOUR, hex, type Instant, type Random, SECOND, systemRandom } from '@tessera/base';
import { readCertificate } from './chain.ts';
import { type KeptList, readList, statusFrom } from './kept-list.ts';
import type { CertificateStatus, RevocationStatus, StatusQuestion } from './revocation-status.ts';
import { askStatus, readStatus } from './status-question.ts';

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
  const kept = new Map<string, KeptList>();

  const renew = async (question: StatusQuestion, signal: AbortSignal): Promise<KeptList | null> => {
    const issuer = readCertificate(question.issuer);
    const last = kept.get(hex(question.issuer)) ?? null;
    const isYoung = last !== null && question.at >= last.madeAt && question.at - last.madeAt < LIST_RENEWAL;
    if (list === null || issuer === null || isYoung) return last;
    const bytes = await fetched(list, { signal }, LIST_BYTES_MAX);
    const read = bytes === null ? null : await readList(bytes, issuer);
    // An older one, replayed, does not take the place of what we have.
    if (read === null || (last !== null && read.madeAt < last.madeAt)) return last;
    kept.set(hex(question.issuer), read);
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

/** The body of a 200; null for anything else: another status, a redirection, too late, too long, no connection. */
async function fetched(address: URL, init: RequestInit, mostBytes: number): Promise<Uint8Array | null> {
  try {
    const response = await fetch(address, { ...init, redirect: 'error' });
    if (response.status !== 200 || response.body === null) return null;
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.length;
      if (length > mostBytes) return null;
      parts.push(part);
    }
    return concat(...parts);
  } catch {
    return null; // The network has many ways to fail; whoever asks only needs to know that there is no answer.
  }
}
