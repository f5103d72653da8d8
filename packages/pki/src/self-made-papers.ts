import type { Instant, Random, Signer } from '@tessera/base';
import { certify } from './certify.ts';
import type { CitizenCertificate } from './citizen-certificate-store.ts';
import { type CertificateHolder, signCitizenCertificate } from './issue-citizen-certificate.ts';
import { OFFICES } from './office.ts';
import { drawNumber, nameOf, type Offices } from './offices.ts';
import { type SignedFiles, signSecurityObject } from './security-object.ts';
import { subjectPublicKey } from './subject-public-key.ts';
import { X509Certificate } from './x509.ts';

/** Who signs the papers of a card that belongs to no country: right in form, and believed by nobody. */
export interface SelfMadePapers {
  /** X.509, DER. */
  certificate(
    holder: CertificateHolder,
    card: Pick<CitizenCertificate, 'cardSerial' | 'expiresAt'>,
  ): Promise<Uint8Array>;
  /** EF.SOD. */
  securityObject(files: SignedFiles): Promise<Uint8Array>;
}

/** One RS256 key holds all the offices, each with a certificate that it made itself. Nothing is kept. */
export function selfMadePapers(
  signer: Signer,
  { random, at }: { readonly random: Random; readonly at: Instant },
): SelfMadePapers {
  const offices: Offices = async (name) => {
    const { commonName, lifetime, extensions } = OFFICES[name];
    const certificate = await certify(
      {
        number: drawNumber(random),
        subject: nameOf(commonName),
        issuer: nameOf(commonName),
        publicKey: await subjectPublicKey(signer.publicJwk),
        notBefore: at,
        notAfter: at + lifetime,
        extensions: extensions(),
      },
      signer,
    );
    return { signer, certificate: new X509Certificate(Uint8Array.from(certificate)), papers: null };
  };
  return {
    certificate: (holder, card) =>
      signCitizenCertificate(
        offices,
        null,
        { ...card, number: drawNumber(random), issuer: signer.kid, issuedAt: at, revokedAt: null },
        holder,
      ),
    securityObject: (files) => signSecurityObject(offices, files, 'classic'),
  };
}
