import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { beginningOf, birthdayAt, civilDateAt, dayAfter, type PublicJwk, type Signer, utf8 } from '@tessera/base';
import { type CardOrder, type CardState, personalise, printedLines, signedFiles } from '@tessera/chip';
import { GROUP_2048_256 } from '@tessera/ias';
import { drawCardKeyPair } from '@tessera/keys';
import { selfMadePapers } from '@tessera/pki';
import type { Desk } from './desk.ts';

export type CardWish = Pick<CardOrder, 'maker' | 'pin' | 'puk' | 'nis' | 'authority'>;

/** Somebody whom no registry knows. */
const HOLDER = {
  givenName: 'Prova',
  familyName: 'Finta',
  birthDate: '1990-05-17',
  birthplace: 'Borgo Inventato (ZZ)',
  sex: 'F',
  fiscalCode: 'FNTPRV90E57Z999X',
} as const;
const LIFETIME_YEARS = 10;

/** A new card with keys of its own and papers that it signed itself: right in form, and no country's. */
export async function makeCard(wish: CardWish, { clock, random }: Desk): Promise<CardState> {
  const at = clock.now();
  const keys = {
    authentication: await drawCardKeyPair(),
    device: await drawCardKeyPair(),
    services: await drawCardKeyPair(),
  };
  const documentNumber = documentNumberOf(wish.nis);
  const expiresOn = birthdayAt(civilDateAt(at), LIFETIME_YEARS);
  const printed = { ...HOLDER, documentNumber, expiresOn };
  const papers = selfMadePapers(passingSigner(), { random, at });
  const certificate = await papers.certificate(
    { ...HOLDER, holderData: utf8(printedLines(printed)), publicKey: keys.authentication.publicKey },
    { cardSerial: documentNumber, expiresAt: beginningOf(dayAfter(expiresOn)) - 1_000 },
  );
  const order: CardOrder = { ...printed, ...wish, keys, certificate, group: GROUP_2048_256 };
  return personalise(order, { identity: await papers.securityObject(signedFiles(order)), document: null });
}

/** Two letters, five digits and two letters, told apart as the numbers for services are. */
const documentNumberOf = (nis: string): string => `CZ${nis.slice(-5)}ZZ`;

/** A key that signs the papers of one card, and is then forgotten. */
function passingSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kty, n, e } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  const publicJwk: PublicJwk = { kty, n, e, kid };
  return {
    algorithm: 'RS256',
    kid,
    publicJwk,
    sign: async (data) => new Uint8Array(sign('sha256', data, privateKey)),
  };
}
