import { fromHex, type Random, tlv } from '@tessera/base';
import {
  type CardAuthority,
  type CardPrimitives,
  type CvCertificate,
  GROUP_2048_256,
  issueCvCertificate,
  readerAuthorization,
  readerReference,
  referenceOf,
} from '@tessera/ias';
import { drawRsaKeyPair, nodePrimitives, type RsaKeyPair } from '@tessera/ias/testing';
import type { CardState } from '../card-state.ts';
import { type CardOrder, personalise, type SecurityObjects } from '../personalise.ts';

export const TEST_PIN = '12345678';
export const TEST_PUK = '87654321';

/** A card of nobody, the authority whose readers it believes, and one such reader. */
export interface TestCard {
  readonly order: CardOrder;
  readonly card: CardState;
  readonly authorityKey: RsaKeyPair;
  readonly reader: TestReaderKey;
}

export interface TestReaderKey extends RsaKeyPair {
  /** SN.IFD. */
  readonly serial: Uint8Array;
  readonly certificate: CvCertificate;
}

/** Key pairs are drawn once a process; everything else is new each time. */
let drawn: { readonly [name in 'authority' | 'reader' | 'authentication' | 'device' | 'services']: RsaKeyPair } | null =
  null;

const testKeys = () => {
  drawn ??= {
    authority: drawRsaKeyPair(),
    reader: drawRsaKeyPair(),
    authentication: drawRsaKeyPair(),
    device: drawRsaKeyPair(),
    services: drawRsaKeyPair(),
  };
  return drawn;
};

export function drawTestCard(
  changes: Partial<CardOrder> = {},
  primitives: CardPrimitives = nodePrimitives(),
): TestCard {
  const { authority: authorityKey, reader, ...keys } = testKeys();
  const authority: CardAuthority = {
    publicKey: authorityKey.publicKey,
    holderReference: fromHex('000000004954544553534501'),
    holderAuthorization: fromHex('a0000000003900'),
  };
  const order: CardOrder = {
    maker: 'gemalto',
    givenName: 'Prova',
    familyName: 'Finta',
    birthDate: '1990-05-17',
    birthplace: 'Borgo Inventato (ZZ)',
    sex: 'F',
    fiscalCode: 'FNTPRV90E57Z999X',
    documentNumber: 'CA00000AA',
    expiresOn: '2035-05-17',
    nis: '123456789012',
    pin: TEST_PIN,
    puk: TEST_PUK,
    keys,
    certificate: derBytes(primitives.random, 1_100),
    authority,
    group: GROUP_2048_256,
    ...changes,
  };
  const signed: SecurityObjects = { identity: tlv(0x77, derBytes(primitives.random, 2_000)), document: null };
  return {
    order,
    card: personalise(order, signed),
    authorityKey,
    reader: { ...reader, ...certified(reader, order.authority, authorityKey, primitives) },
  };
}

/** The chip does not look into certificate and SOD: any DER of their size serves. */
const derBytes = (random: Random, length: number): Uint8Array => tlv(0x30, tlv(0x04, random.bytes(length)));

function certified(
  { publicKey }: RsaKeyPair,
  authority: CardAuthority,
  authorityKey: RsaKeyPair,
  primitives: CardPrimitives,
): { readonly serial: Uint8Array; readonly certificate: CvCertificate } {
  const serial = fromHex('2000000000000001');
  const certificate = issueCvCertificate(
    {
      authorityReference: referenceOf(authority),
      holderReference: readerReference(serial),
      holderAuthorization: readerAuthorization(authority),
      publicKey,
    },
    { length: 256, sign: (block) => primitives.rsaPrivate(authorityKey.privateKey, block) },
    primitives,
  );
  return { serial, certificate };
}
