import { createPrivateKey, X509Certificate } from 'node:crypto';
import { utf8 } from '@tessera/base';
import { drawTestCard } from '@tessera/chip/testing';
import type { CardHolder } from '@tessera/login/testing';
import { type CardAuthorityPki, enterCertificate } from '@tessera/pki';
import { findCard } from '@tessera/registry';
import type { Testbed } from '@tessera/testbed';
import { type CardAtComputer, cardAtComputer } from './card-at-computer.ts';
import type { Pair } from './openssl.ts';

/** A chip with a certificate of the card authority: on a reader, and as a pair for a TLS client that holds its key. */
export interface IssuedChip {
  readonly card: CardAtComputer;
  readonly pair: Pair;
}

/** Certifies a chip for somebody's card. All chips of a process have one key: the authority does not mind. */
export async function issueChip(
  bed: Testbed,
  authority: CardAuthorityPki,
  { serial, fiscalCode }: CardHolder,
): Promise<IssuedChip> {
  const card = await findCard(bed.database, serial);
  if (card === null) throw new Error('no such card');
  const entered = await bed.database.transaction((sql) => enterCertificate(sql, bed, card));
  const { privateKey, publicKey } = drawTestCard().order.keys.authentication;
  const person = { fiscalCode, givenName: 'Prova', familyName: 'Finta', holderData: utf8(serial), publicKey };
  const certificate = await authority.signCitizenCertificate(entered, person);
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' });
  return {
    card: cardAtComputer(drawTestCard({ certificate, documentNumber: serial })),
    pair: {
      key: String(key.export({ format: 'pem', type: 'pkcs8' })),
      certificate: new X509Certificate(certificate).toString(),
    },
  };
}
