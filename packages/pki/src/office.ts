import { DAY, type Instant, type SigningAlgorithm, type SigningPurpose } from '@tessera/base';
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from './x509.ts';

/** Who signs what in the card authority. Each has a key of its own. */
export type OfficeName = 'root' | 'issuer' | 'responder' | 'document-signer' | 'document-signer-pss';

export interface Office {
  readonly purpose: SigningPurpose;
  readonly algorithm: SigningAlgorithm;
  readonly certifiedBy: 'root' | 'issuer';
  readonly commonName: string;
  /** How long a certificate of the office lasts, in milliseconds. */
  readonly lifetime: Instant;
  /** A new one is made, for the same key, when less than this is left: what the office signs must not outlive it. */
  readonly spare: Instant;
  readonly extensions: () => readonly Extension[];
}

const YEAR = 365 * DAY;
export const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
export const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const ANY_POLICY = '2.5.29.32.0';
const NULL = Uint8Array.of(0x05, 0x00);

/** A card lasts ten years and up to the next birthday: eleven at most. */
const documentSigner = {
  purpose: 'document-signer',
  certifiedBy: 'root',
  lifetime: 12 * YEAR,
  spare: 11 * YEAR + 180 * DAY,
  extensions: () => [usages(KeyUsageFlags.digitalSignature)],
} as const;

/** Source: RFC 5280 (authorities); RFC 6960 section 4.2.2.2 (delegated responder); ICAO 9303-12 (document signer, below the root). */
export const OFFICES: Readonly<Record<OfficeName, Office>> = {
  root: {
    purpose: 'card-root',
    algorithm: 'RS256',
    certifiedBy: 'root',
    commonName: 'Tessera root CA for identity cards',
    lifetime: 25 * YEAR,
    spare: 16 * YEAR,
    extensions: () => [new BasicConstraintsExtension(true, 1, true), usages(AUTHORITY)],
  },
  issuer: {
    purpose: 'card-issuer',
    algorithm: 'RS256',
    certifiedBy: 'root',
    commonName: 'Tessera issuing CA for identity cards',
    lifetime: 15 * YEAR,
    spare: 12 * YEAR,
    extensions: () => [
      new BasicConstraintsExtension(true, 0, true),
      usages(AUTHORITY),
      new CertificatePolicyExtension([ANY_POLICY]),
    ],
  },
  responder: {
    purpose: 'card-ocsp',
    algorithm: 'RS256',
    certifiedBy: 'issuer',
    commonName: 'Tessera OCSP responder for identity cards',
    lifetime: 90 * DAY,
    spare: 30 * DAY,
    extensions: () => [
      usages(KeyUsageFlags.digitalSignature),
      new ExtendedKeyUsageExtension([OCSP_SIGNING]),
      // Nobody asks the responder whether the responder is revoked: its certificate is short instead.
      new Extension(OCSP_NO_CHECK, false, NULL),
    ],
  },
  'document-signer': { ...documentSigner, algorithm: 'RS256', commonName: 'Tessera document signer' },
  'document-signer-pss': { ...documentSigner, algorithm: 'PS512', commonName: 'Tessera document signer PSS' },
};

const AUTHORITY = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

const usages = (flags: number): Extension => new KeyUsagesExtension(flags, true);
