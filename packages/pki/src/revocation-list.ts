import { type Clock, HOUR, type Instant, type Sql } from '@tessera/base';
import { Integer } from 'asn1js';
import {
  CertificateRevocationList,
  Extension,
  Extensions,
  RelativeDistinguishedNames,
  RevokedCertificate,
  Time,
} from 'pkijs';
import { rs256, signatureBy, wholeSecond } from './certify.ts';
import { revocationMark, revokedCertificates } from './citizen-certificate-store.ts';
import type { OfficeHolder, Offices } from './offices.ts';
import { AuthorityKeyIdentifierExtension, PublicKey } from './x509.ts';

/**
 * Whose list: the root revokes authorities, the issuing authority citizens, with the key that signs now or another of its keys, by
 * its thumbprint.
 */
export type ListIssuer = 'root' | 'issuer' | { readonly issuingKey: string };

/** Whoever holds a list may rely on it for so long when nobody answers (T-CRD-05). */
export const LIST_LIFETIME: Instant = 24 * HOUR;
/** A list that says the same is signed anew after so long. */
const LIST_RENEWAL: Instant = HOUR;

const CRL_NUMBER = '2.5.29.20';
const VERSION_2 = 1;

interface Entry {
  readonly number: string;
  readonly revokedAt: Instant;
}

interface SignedList {
  readonly mark: string;
  readonly at: Instant;
  readonly list: Uint8Array;
}

/**
 * The revocation lists, DER. Each call reads whether a card was revoked since the last list, and signs one when it was.
 *
 * No entry gives a reason: whether a citizen lost a card or died is nobody's business. Whichever issuing key signs, the list names
 * the cards of all of them: they have one name, and a list is complete for its issuer's name. Source: RFC 5280 section 5.
 */
export function revocationLists(
  { database, clock }: { readonly database: Sql; readonly clock: Clock },
  offices: Offices,
): (issuer: ListIssuer) => Promise<Uint8Array> {
  const signed = new Map<string, SignedList>();
  return async (issuer) => {
    const at = clock.now();
    const mark = issuer === 'root' ? 'none' : await revocationMark(database);
    const holder = typeof issuer === 'string' ? await offices(issuer) : await offices('issuer', issuer.issuingKey);
    const last = signed.get(holder.signer.kid);
    if (last?.mark === mark && at >= last.at && at - last.at < LIST_RENEWAL) return last.list;

    const entries = issuer === 'root' ? [] : await revokedCertificates(database, at);
    const list = await signList(holder, entries, at);
    signed.set(holder.signer.kid, { mark, at, list });
    return list;
  };
}

async function signList(
  { signer, certificate }: OfficeHolder,
  entries: readonly Entry[],
  at: Instant,
): Promise<Uint8Array> {
  const list = new CertificateRevocationList({
    version: VERSION_2,
    signature: rs256(),
    signatureAlgorithm: rs256(),
    issuer: RelativeDistinguishedNames.fromBER(certificate.subjectName.toArrayBuffer()),
    thisUpdate: timeOf(at),
    nextUpdate: timeOf(at + LIST_LIFETIME),
    crlExtensions: new Extensions({ extensions: await listExtensions(certificate.publicKey.rawData, at) }),
    // An empty sequence is not allowed: a list of nobody leaves it out.
    ...(entries.length === 0 ? {} : { revokedCertificates: entries.map(revokedEntry) }),
  });
  list.tbsView = tbsOf(list);
  list.signatureValue = await signatureBy(signer, list.tbsView);
  return new Uint8Array(list.toSchema().toBER());
}

/** What is signed of a list: the first of its three parts. */
function tbsOf(list: CertificateRevocationList): Uint8Array {
  const [tbs] = list.toSchema(true).valueBlock.value;
  if (tbs === undefined) throw new Error('a list without content');
  return new Uint8Array(tbs.toBER());
}

/** The number of a list only grows: it is the moment it was made. */
async function listExtensions(issuerKey: ArrayBuffer, at: Instant): Promise<Extension[]> {
  const { rawData } = await AuthorityKeyIdentifierExtension.create(new PublicKey(issuerKey));
  const number = Integer.fromBigInt(BigInt(at)).toBER();
  return [Extension.fromBER(rawData), new Extension({ extnID: CRL_NUMBER, extnValue: number })];
}

const revokedEntry = ({ number, revokedAt }: Entry): RevokedCertificate =>
  new RevokedCertificate({
    userCertificate: Integer.fromBigInt(BigInt(`0x${number}`)),
    revocationDate: timeOf(revokedAt),
  });

/** UTCTime until 2049, then GeneralizedTime (RFC 5280 section 5.1.2.4). */
function timeOf(at: Instant): Time {
  const value = wholeSecond(at);
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}
