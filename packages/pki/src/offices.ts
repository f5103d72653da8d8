import {
  type Ground,
  HOUR,
  hex,
  type Instant,
  type Keys,
  KeysUnavailable,
  type Random,
  type Signer,
  type Sql,
} from '@tessera/base';
import { editionsOf, insertAuthorityCertificate, issuingCertificates } from './authority-certificate-store.ts';
import { certify } from './certify.ts';
import { OFFICES, type OfficeName } from './office.ts';
import { subjectPublicKey } from './subject-public-key.ts';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  CRLDistributionPointsExtension,
  type Extension,
  type JsonNameParams,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509Certificate,
} from './x509.ts';

/** A key that signs and the certificate that says for whom. */
export interface OfficeHolder {
  readonly signer: Signer;
  readonly certificate: X509Certificate;
  /** Under which name certificate and list are published, such as `issuing-2`: it stands in what the office signs. Null for none. */
  readonly papers: string | null;
}

/**
 * Whoever holds the office now. `issuer` is the thumbprint of an issuing key: that key, or whom it certified; absent, the one that
 * signs now. Throws KeysUnavailable where that key is not here.
 */
export type Offices = (name: OfficeName, issuer?: string) => Promise<OfficeHolder>;

/** Where the authority's papers can be fetched; written into certificates, and called by nobody of ours. */
export interface AuthorityAddresses {
  /** Such as `https://pki.example`. */
  readonly origin: string;
}

/** Clocks of two machines differ a little: a certificate just made is valid on both. */
const SKEW = HOUR;

/**
 * The offices of the card authority. A certificate is made when it is first needed and kept in the database: all nodes show the same
 * one, and of two that start together the second takes what the first made.
 *
 * Of an office's keys the serving one gets a new certificate before the old one is too short. An issuing key that serves no more keeps
 * the one that it has: it lasts longer than the last card that it signed.
 */
export function openOffices(
  { database, keys, audit, clock, random }: Pick<Ground, 'database' | 'keys' | 'audit' | 'clock' | 'random'>,
  addresses: AuthorityAddresses | null,
): Offices {
  const known = new Map<string, OfficeHolder>();
  const signerOf = signersOf(keys);

  const make = async (name: OfficeName, signer: Signer, above: OfficeHolder | null, edition: number): Promise<void> => {
    const { certifiedBy, commonName, lifetime, extensions } = OFFICES[name];
    const publicKey = await subjectPublicKey(signer.publicJwk);
    const now = clock.now();
    const expiresAt = Math.min(now + lifetime, endOf(above));
    const certificate = await certify(
      {
        number: drawNumber(random),
        subject: nameOf(commonName),
        issuer: nameOf(OFFICES[certifiedBy].commonName),
        publicKey,
        notBefore: now - SKEW,
        notAfter: expiresAt,
        extensions: [
          ...extensions(),
          ...(await keyIdentifiers(publicKey, above?.certificate.publicKey.rawData ?? publicKey)),
          ...(above === null || addresses === null ? [] : whereToAsk(addresses, above)),
        ],
      },
      above?.signer ?? signer,
    );
    const certifier = above?.signer.kid ?? signer.kid;
    const made = { kid: signer.kid, edition, office: name, certifiedBy: certifier, certificate, expiresAt };
    await database.transaction(async (sql) => {
      if (!(await insertAuthorityCertificate(sql, made))) return;
      const details = { office: name, key: signer.kid, edition };
      await audit.record(sql, { act: 'pki.office-certified', rule: 'promise 20', details });
    });
  };

  const holder: Offices = async (name, issuer) => {
    const { certifiedBy, spare } = OFFICES[name];
    const signer = signerOf(name, issuer);
    const above = certifiedBy === name ? null : await holder(certifiedBy, issuer);
    const certifier = above?.signer.kid ?? signer.kid;
    const serves = name !== 'issuer' || signer.kid === signerOf(name).kid;
    const needed = Math.min(clock.now() + spare, endOf(above));
    const lasts = (expiresAt: number): boolean => !serves || needed <= expiresAt;
    const place = `${signer.kid} ${certifier}`;
    const remembered = known.get(place);
    if (remembered !== undefined && lasts(endOf(remembered))) return remembered;

    const editions = await editionsOf(database, signer.kid);
    const stored = editions.find(({ certifiedBy }) => certifiedBy === certifier);
    if (stored === undefined || !lasts(stored.expiresAt)) {
      await make(name, signer, above, (editions[0]?.edition ?? 0) + 1);
      return holder(name, issuer);
    }
    const certificate = new X509Certificate(Uint8Array.from(stored.certificate));
    const held = { signer, certificate, papers: await papersOf(database, name, signer) };
    known.set(place, held);
    return held;
  };
  return holder;
}

/** Each office's signer. Throws KeysUnavailable for an issuing key that is not here; one that was found is not looked for again. */
function signersOf(keys: Keys): (name: OfficeName, issuer?: string) => Signer {
  const found = new Map<string, Signer>();
  return (name, issuer) => {
    const { purpose, algorithm } = OFFICES[name];
    const serving = keys.signer(purpose, algorithm);
    if (name !== 'issuer' || issuer === undefined || issuer === serving.kid) return serving;
    const asked = found.get(issuer) ?? keys.signers(purpose, algorithm).find(({ kid }) => kid === issuer);
    if (asked === undefined) throw new KeysUnavailable('an issuing key that certificates hang on is not here');
    found.set(issuer, asked);
    return asked;
  };
}

/** Nobody outlives whoever certified it; the root ends by itself. */
const endOf = (above: OfficeHolder | null): Instant =>
  above?.certificate.notAfter.getTime() ?? Number.POSITIVE_INFINITY;

/** The first issuing key's name has no number: it stands on cards since before there was a second. */
async function papersOf(sql: Sql, name: OfficeName, { kid }: Signer): Promise<string | null> {
  if (name === 'root') return 'root';
  if (name !== 'issuer') return null;
  const place = (await issuingCertificates(sql)).findIndex((each) => each.kid === kid);
  return issuingPapers(place + 1);
}

/** `number` counts the issuing keys from 1. */
export const issuingPapers = (number: number): string => (number === 1 ? 'issuing' : `issuing-${number}`);

/** Names nobody: this authority is of an invented country's software, and says so. */
export const nameOf = (commonName: string): JsonNameParams => [
  { C: [{ printableString: 'IT' }] },
  { O: [{ utf8String: 'Tessera' }] },
  { CN: [{ utf8String: commonName }] },
];

/** 127 random bits, positive and never short: RFC 5280 section 4.1.2.2 allows 20 bytes. */
export function drawNumber(random: Random): string {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return hex(bytes);
}

export const keyIdentifiers = async (
  subject: ArrayBuffer | Uint8Array<ArrayBuffer>,
  issuer: ArrayBuffer | Uint8Array<ArrayBuffer>,
): Promise<readonly Extension[]> => [
  await SubjectKeyIdentifierExtension.create(new PublicKey(subject)),
  await AuthorityKeyIdentifierExtension.create(new PublicKey(issuer)),
];

/** What the issuer's side publishes about a certificate: its list, its own certificate, and for citizens' also its responder. */
export function whereToAsk({ origin }: AuthorityAddresses, { papers }: OfficeHolder): readonly Extension[] {
  const responder = papers === 'root' ? {} : { ocsp: [`${origin}/ocsp`] };
  return [
    new CRLDistributionPointsExtension([`${origin}/crl/${papers}.crl`]),
    new AuthorityInfoAccessExtension({ caIssuers: [`${origin}/ca/${papers}.cer`], ...responder }),
  ];
}
