import { type Clock, fromUtf8, hex, type Instant, MINUTE, SECOND } from '@tessera/base';
import { fetched } from './bounded-fetch.ts';
import { isAuthority, isSelfIssued, isSignedBy, readCertificate } from './chain.ts';
import { PemConverter } from './x509.ts';

export interface TrustSources {
  /** X.509, DER, by the operator's hand: the roots, and the issuing authorities that were there then. */
  readonly anchors: readonly Uint8Array[];
  /** Where the authority publishes its issuing certificates as PEM; null for no others than those above. */
  readonly published: URL | null;
}

/** A new issuing key is published for an hour before it signs. */
const RENEWAL: Instant = 30 * MINUTE;
const PATIENCE = 3 * SECOND;
const BYTES_MAX = 64 * 1024;
const CERTIFICATES_MAX = 32;

/**
 * Whom a reader of cards trusts: the anchors, and the issuing authorities that the authority publishes and that a root among the
 * anchors signed. A root that is published counts for nothing, so that the address needs no trust of its own.
 *
 * The address is asked at most every half hour, whoever shows what (promise 25); while it does not answer, what is known stays.
 */
export function trustedAuthorities(
  { anchors, published }: TrustSources,
  clock: Clock,
): () => Promise<readonly Uint8Array[]> {
  let learnt: readonly Uint8Array[] = [];
  let renewing: Promise<void> = Promise.resolve();
  let renewAt = 0;

  const renew = async (address: URL, at: Instant): Promise<void> => {
    const pem = await fetched(address, { signal: AbortSignal.timeout(PATIENCE) }, BYTES_MAX);
    const offered = pem === null ? [] : certificatesIn(pem);
    if (offered.length > 0) learnt = await belowAnchors(offered, anchors, at);
  };
  return async () => {
    const at = clock.now();
    if (published !== null && at >= renewAt) {
      renewAt = at + RENEWAL;
      renewing = renew(published, at);
    }
    await renewing;
    return [...anchors, ...learnt];
  };
}

function certificatesIn(pem: Uint8Array): readonly Uint8Array[] {
  try {
    return PemConverter.decode(fromUtf8(pem))
      .slice(0, CERTIFICATES_MAX)
      .map((der) => new Uint8Array(der));
  } catch {
    return []; // Another kind of document.
  }
}

/** Those that a root among the anchors made an authority. */
async function belowAnchors(
  offered: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: Instant,
): Promise<readonly Uint8Array[]> {
  const known = new Set(anchors.map(hex));
  const roots = anchors.map(readCertificate).filter((each) => each !== null && isSelfIssued(each));
  const believed: Uint8Array[] = [];
  for (const der of offered) {
    const authority = known.has(hex(der)) ? null : readCertificate(der);
    if (authority === null || isSelfIssued(authority) || !isAuthority(authority, at)) continue;
    for (const root of roots) {
      if (root === null || !isAuthority(root, at) || !(await isSignedBy(root, root))) continue;
      if (await isSignedBy(authority, root)) believed.push(der);
    }
  }
  return believed;
}
