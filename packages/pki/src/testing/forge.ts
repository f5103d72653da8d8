import type { Instant } from '@tessera/base';
import { type CertificateOrder, certify } from '../certify.ts';
import { OID, TAX_NUMBER } from '../citizen-profile.ts';
import { OFFICES, type OfficeName } from '../office.ts';
import { nameOf } from '../offices.ts';
import { subjectPublicKey } from '../subject-public-key.ts';
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from '../x509.ts';
import { citizenKey, type TestAuthority } from './test-authority.ts';

/** What is wrong with a certificate that our own authority was made to sign. */
export interface Forgery {
  readonly signedBy?: OfficeName;
  readonly usages?: number;
  readonly extendedUsages?: readonly string[];
  readonly policies?: readonly string[];
  readonly ca?: boolean;
  readonly further?: readonly Extension[];
  readonly commonName?: string;
  readonly taxNumber?: string;
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
  readonly publicKey?: CertificateOrder['publicKey'];
}

/** A citizen's certificate, right in everything but what the forgery says. X.509, DER. */
export async function forge(test: TestAuthority, forgery: Forgery = {}): Promise<Uint8Array> {
  const signedBy = forgery.signedBy ?? 'issuer';
  const { signer } = await test.offices(signedBy);
  const { fiscalCode } = test.citizen;
  const commonName = forgery.commonName ?? `${fiscalCode}/${test.card.serial}.${'A'.repeat(27)}=`;
  return certify(
    {
      number: test.entered.number,
      subject: [
        { C: [{ printableString: 'IT' }] },
        { [OID.serialNumber]: [{ printableString: forgery.taxNumber ?? TAX_NUMBER + fiscalCode }] },
        { [OID.commonName]: [{ utf8String: commonName }] },
      ],
      issuer: nameOf(OFFICES[signedBy].commonName),
      publicKey: forgery.publicKey ?? (await subjectPublicKey(citizenKey().publicKey)),
      notBefore: forgery.notBefore ?? test.entered.issuedAt,
      notAfter: forgery.notAfter ?? test.entered.expiresAt,
      extensions: [
        new BasicConstraintsExtension(forgery.ca ?? false, undefined, true),
        new KeyUsagesExtension(forgery.usages ?? KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([...(forgery.extendedUsages ?? [OID.clientAuthentication])]),
        new CertificatePolicyExtension([...(forgery.policies ?? [OID.ciePolicy])]),
        ...(forgery.further ?? []),
      ],
    },
    signer,
  );
}
