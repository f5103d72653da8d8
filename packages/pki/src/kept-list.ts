import { hex, type Instant, MINUTE } from '@tessera/base';
import { CertificateRevocationList } from 'pkijs';
import { isSignatureBy } from './authority-signature.ts';
import { LIST_LIFETIME } from './revocation-list.ts';
import type { CertificateStatus } from './revocation-status.ts';
import type { X509Certificate } from './x509.ts';

/** A revocation list that was proven to be its issuer's. */
export interface KeptList {
  readonly madeAt: Instant;
  readonly endsAt: Instant;
  /** Serial numbers, lower-case hexadecimal without leading zeros. */
  readonly revoked: ReadonlySet<string>;
}

const SKEW: Instant = MINUTE;

/** Reads a list; null when it is none, not this issuer's, or has rules that we would not keep. Source: RFC 5280 section 5. */
export async function readList(der: Uint8Array, issuer: X509Certificate): Promise<KeptList | null> {
  const list = parsed(der);
  if (list?.nextUpdate === undefined || hasUnweighedRule(list)) return null;
  const sameName =
    hex(new Uint8Array(list.issuer.toSchema().toBER())) === hex(new Uint8Array(issuer.subjectName.toArrayBuffer()));
  const signed = { algorithm: list.signatureAlgorithm, signature: list.signatureValue };
  if (!sameName || !(await isSignatureBy(issuer, list.tbsView, signed))) return null;
  return {
    madeAt: list.thisUpdate.value.getTime(),
    endsAt: list.nextUpdate.value.getTime(),
    revoked: new Set(
      list.revokedCertificates?.map(({ userCertificate }) => numberOf(userCertificate.valueBlock.valueHexView)),
    ),
  };
}

/** Null when the list is no longer, or not yet, to be relied on. */
export function statusFrom(list: KeptList, number: string, at: Instant): CertificateStatus | null {
  const isStale = at >= list.endsAt || at - list.madeAt > LIST_LIFETIME || list.madeAt > at + SKEW;
  if (isStale) return null;
  return list.revoked.has(number) ? 'revoked' : 'good';
}

function parsed(der: Uint8Array): CertificateRevocationList | null {
  try {
    return CertificateRevocationList.fromBER(Uint8Array.from(der));
  } catch {
    return null; // Bytes that are no list.
  }
}

/** Such as a list that holds only some reasons, or only what changed: it does not say who is not revoked. */
const hasUnweighedRule = ({ crlExtensions, revokedCertificates }: CertificateRevocationList): boolean =>
  crlExtensions?.extensions.some(({ critical }) => critical) === true ||
  revokedCertificates?.some((entry) => entry.crlEntryExtensions?.extensions.some(({ critical }) => critical)) === true;

const numberOf = (bytes: Uint8Array): string => hex(bytes).replace(/^(00)+/, '');
