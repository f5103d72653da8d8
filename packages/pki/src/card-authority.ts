import type { Ground } from '@tessera/base';
import { issuingCertificates } from './authority-certificate-store.ts';
import type { CitizenCertificate } from './citizen-certificate-store.ts';
import { type CertificateHolder, signCitizenCertificate } from './issue-citizen-certificate.ts';
import { OFFICES } from './office.ts';
import { type AuthorityAddresses, issuingPapers, type Offices, openOffices } from './offices.ts';
import { type ListIssuer, revocationLists } from './revocation-list.ts';
import { type SignedFiles, signSecurityObject } from './security-object.ts';
import type { SecurityObjectForm } from './security-object-form.ts';
import { type StatusResponder, statusResponder } from './status-answer.ts';

/** One of the issuing authority's keys. What an old one signed is good until it ends: its lists and answers go on. */
export interface IssuingKey {
  /** Thumbprint. */
  readonly kid: string;
  /** Of its certificate and its list, where they are published: `issuing`, `issuing-2`, … */
  readonly papers: string;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
}

/** The authority of the identity card, at work. Its keys are the ground's, which may keep them in an HSM. */
export interface CardAuthorityPki {
  /** X.509, DER: what holds now. */
  certificateOf(issuer: 'root' | 'issuer'): Promise<Uint8Array>;
  /** In the order in which the keys came. A new one is among them before it signs for citizens: whoever reads cards shall know it by then. */
  issuingKeys(): Promise<readonly IssuingKey[]>;
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
  ground: Pick<Ground, 'database' | 'keys' | 'audit' | 'clock' | 'random'>,
  { addresses }: { readonly addresses: AuthorityAddresses | null },
): Promise<CardAuthorityPki> {
  const offices = openOffices(ground, addresses);
  await offices('responder');
  const lists = revocationLists(ground, offices);
  return {
    certificateOf: async (issuer) => new Uint8Array((await offices(issuer)).certificate.rawData),
    issuingKeys: () => issuingKeys(ground, offices),
    signCitizenCertificate: (entered, holder) => signCitizenCertificate(offices, addresses, entered, holder),
    signSecurityObject: (files, form = 'classic') => signSecurityObject(offices, files, form),
    revocationList: lists,
    answerStatus: statusResponder(ground, offices),
  };
}

/** Those that are here: one without a certificate gets it now. One that was taken away is published no more. */
async function issuingKeys(
  { database, keys }: Pick<Ground, 'database' | 'keys'>,
  offices: Offices,
): Promise<readonly IssuingKey[]> {
  const { purpose, algorithm } = OFFICES.issuer;
  const here = new Set(keys.signers(purpose, algorithm).map(({ kid }) => kid));
  for (const kid of here) await offices('issuer', kid);
  const certified = await issuingCertificates(database);
  return certified
    .map(({ kid, certificate }, i) => ({ kid, papers: issuingPapers(i + 1), certificate }))
    .filter(({ kid }) => here.has(kid));
}
