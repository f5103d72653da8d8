import type { Ground } from '@tessera/base';
import type { CitizenCertificate } from './citizen-certificate-store.ts';
import { type CertificateHolder, signCitizenCertificate } from './issue-citizen-certificate.ts';
import { type AuthorityAddresses, openOffices } from './offices.ts';
import { type ListIssuer, revocationLists } from './revocation-list.ts';
import { type SignedFiles, signSecurityObject } from './security-object.ts';
import type { SecurityObjectForm } from './security-object-form.ts';
import { type StatusResponder, statusResponder } from './status-answer.ts';

/** The authority of the identity card, at work. Its keys are the ground's, which may keep them in an HSM. */
export interface CardAuthorityPki {
  /** X.509, DER: what holds now. */
  certificateOf(issuer: ListIssuer): Promise<Uint8Array>;
  /** X.509, DER: the certificate that was entered for a card. */
  signCitizenCertificate(entered: CitizenCertificate, holder: CertificateHolder): Promise<Uint8Array>;
  /** EF.SOD over these files. */
  signSecurityObject(files: SignedFiles, form?: SecurityObjectForm): Promise<Uint8Array>;
  /** DER, valid for 24 hours; says what the registry says now. */
  revocationList(issuer: ListIssuer): Promise<Uint8Array>;
  /** OCSP, DER to DER. */
  readonly answerStatus: StatusResponder;
}

/**
 * Opens the authority, and makes root, issuing authority, responder and document signer where there are none yet.
 *
 * `addresses` go into the certificates; null leaves them out.
 */
export async function openCardAuthority(
  ground: Pick<Ground, 'database' | 'keys' | 'clock' | 'random'>,
  { addresses }: { readonly addresses: AuthorityAddresses | null },
): Promise<CardAuthorityPki> {
  const offices = openOffices(ground, addresses);
  await offices('responder');
  const lists = revocationLists(ground, offices);
  return {
    certificateOf: async (issuer) => new Uint8Array((await offices(issuer)).certificate.rawData),
    signCitizenCertificate: (entered, holder) => signCitizenCertificate(offices, addresses, entered, holder),
    signSecurityObject: (files, form = 'classic') => signSecurityObject(offices, files, form),
    revocationList: lists,
    answerStatus: statusResponder(ground, offices),
  };
}
