import { type Ground, HOUR, hex, type Random, type Signer } from '@tessera/base';
import { insertAuthorityCertificate, newestEdition } from './authority-certificate-store.ts';
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
}

/** Whoever holds the office now. */
export type Offices = (name: OfficeName) => Promise<OfficeHolder>;

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
 */
export function openOffices(
  { database, keys, clock, random }: Pick<Ground, 'database' | 'keys' | 'clock' | 'random'>,
  addresses: AuthorityAddresses | null,
): Offices {
  const known = new Map<string, { readonly expiresAt: number; readonly certificate: X509Certificate }>();

  const make = async (name: OfficeName, signer: Signer, edition: number): Promise<void> => {
    const { certifiedBy, commonName, lifetime, extensions } = OFFICES[name];
    const selfSigned = certifiedBy === name;
    const publicKey = await subjectPublicKey(signer.publicJwk);
    const issuer = selfSigned ? null : await holder(certifiedBy);
    const issuingKey = issuer === null ? publicKey : issuer.certificate.publicKey.rawData;
    const now = clock.now();
    const certificate = await certify(
      {
        number: drawNumber(random),
        subject: nameOf(commonName),
        issuer: nameOf(OFFICES[certifiedBy].commonName),
        publicKey,
        notBefore: now - SKEW,
        notAfter: now + lifetime,
        extensions: [
          ...extensions(),
          ...(await keyIdentifiers(publicKey, issuingKey)),
          ...(selfSigned || addresses === null ? [] : whereToAsk(addresses, certifiedBy)),
        ],
      },
      issuer?.signer ?? signer,
    );
    const expiresAt = now + lifetime;
    await insertAuthorityCertificate(database, { kid: signer.kid, edition, office: name, certificate, expiresAt });
  };

  const holder = async (name: OfficeName): Promise<OfficeHolder> => {
    const { purpose, algorithm, spare } = OFFICES[name];
    const signer = keys.signer(purpose, algorithm);
    const remembered = known.get(signer.kid);
    const lasts = (expiresAt: number): boolean => clock.now() + spare <= expiresAt;
    if (remembered !== undefined && lasts(remembered.expiresAt)) return { signer, certificate: remembered.certificate };

    const stored = await newestEdition(database, signer.kid);
    if (stored === null || !lasts(stored.expiresAt)) {
      await make(name, signer, (stored?.edition ?? 0) + 1);
      return holder(name);
    }
    const certificate = new X509Certificate(Uint8Array.from(stored.certificate));
    known.set(signer.kid, { expiresAt: stored.expiresAt, certificate });
    return { signer, certificate };
  };
  return holder;
}

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
export function whereToAsk({ origin }: AuthorityAddresses, issuer: 'root' | 'issuer'): readonly Extension[] {
  const file = issuer === 'root' ? 'root' : 'issuing';
  const responder = issuer === 'issuer' ? { ocsp: [`${origin}/ocsp`] } : {};
  return [
    new CRLDistributionPointsExtension([`${origin}/crl/${file}.crl`]),
    new AuthorityInfoAccessExtension({ caIssuers: [`${origin}/ca/${file}.cer`], ...responder }),
  ];
}
