import { concat, fromHex, tlv, utf8 } from '@tessera/base';
import {
  ALGORITHM,
  type CardAuthority,
  CODE,
  type DhGroup,
  EF,
  encodeDhGroup,
  encodeRsaPublicKey,
  isCode,
  KEY,
  type RsaPrivateKey,
  type RsaPublicKey,
} from '@tessera/ias';
import type { AccessCondition } from './access-condition.ts';
import type { CardFile } from './card-file.ts';
import { type Application, AT_POWER_ON, type CardKey, type CardState, type Code } from './card-state.ts';
import { efAtrOf, type Maker } from './maker.ts';
import { documentSecret, type PrintedData, printedLines } from './printed-lines.ts';

/** All that goes into a new card, save what is signed over it. */
export interface CardOrder extends PrintedData {
  readonly maker: Maker;
  readonly fiscalCode: string;
  readonly birthplace: string;
  /** Number for services (NIS), 12 digits; unique among all cards. */
  readonly nis: string;
  /** 8 digits each. */
  readonly pin: string;
  readonly puk: string;
  readonly keys: {
    /** Its certificate is the citizen's. */
    readonly authentication: CardKeyPair;
    readonly device: CardKeyPair;
    readonly services: CardKeyPair;
  };
  /** X.509, DER: for the authentication key. */
  readonly certificate: Uint8Array;
  /** Who certifies the readers that this card believes. */
  readonly authority: CardAuthority;
  readonly group: DhGroup;
}

export interface CardKeyPair {
  readonly privateKey: RsaPrivateKey;
  readonly publicKey: RsaPublicKey;
}

/** What the card issuer signed: EF.SOD of the identity card, and that of the travel document where there is one. */
export interface SecurityObjects {
  readonly identity: Uint8Array;
  readonly document: Uint8Array | null;
}

export const PIN_TRIES = 3;
export const PUK_TRIES = 10;

/**
 * A new card, as the printer hands it over: never used, all tries left. Throws a RangeError on codes or numbers of another form.
 *
 * Source: CIE 3.0 chip specification, annex A, as published clients use it.
 */
export function personalise(order: CardOrder, signed: SecurityObjects): CardState {
  if (!/^\d{12}$/.test(order.nis)) throw new RangeError('the NIS has 12 digits');
  return {
    ...AT_POWER_ON,
    maker: order.maker,
    files: [...identityFiles(order, signed.identity), ...documentFiles(order, signed.document)],
    keys: new Map([
      [KEY.authentication, cardKey(order.keys.authentication, ALGORITHM.clientSignature, 'pin')],
      [KEY.device, cardKey(order.keys.device, ALGORITHM.deviceAuthentication, 'reader')],
      [KEY.services, cardKey(order.keys.services, ALGORITHM.clientSignature, 'free')],
    ]),
    authority: order.authority,
    group: order.group,
    serial: serialNumber(order).slice(-8),
    documentSecret: documentSecret(order),
    codes: new Map([
      [CODE.pin, freshCode(order.pin, PIN_TRIES)],
      [CODE.puk, freshCode(order.puk, PUK_TRIES)],
    ]),
  };
}

/**
 * What EF.SOD is made over: the tag that the signed list gives each file, and the bytes that are digested.
 *
 * Source: published clients, which digest the files that they read from the card.
 */
export const signedFiles = (order: CardOrder): ReadonlyMap<number, Uint8Array> =>
  new Map([
    [0xa1, utf8(order.nis)],
    [0xa2, utf8(order.documentNumber)],
    [0xa3, order.certificate],
    [0xa4, encodeRsaPublicKey(order.keys.device.publicKey)],
    [0xa5, encodeRsaPublicKey(order.keys.services.publicKey)],
    [0x1b, encodeDhGroup(order.group)],
  ]);

function identityFiles(order: CardOrder, sod: Uint8Array): readonly CardFile[] {
  const { authentication, device, services } = order.keys;
  return [
    file('ias', EF.ATR, 0x1d, 'free', efAtrOf(order.maker)),
    file('ias', EF.SN_ICC, null, 'free', serialNumber(order)),
    file('ias', EF.DH, 0x1b, 'free', encodeDhGroup(order.group)),
    file('cie', EF.ID_SERVIZI, 0x01, 'free', utf8(order.nis)),
    file('cie', EF.SERIALE, 0x02, 'pin', utf8(order.documentNumber)),
    file('cie', EF.CERT_CIE, 0x03, 'pin', order.certificate),
    file('cie', EF.INT_KPUB, 0x04, 'free', encodeRsaPublicKey(device.publicKey)),
    file('cie', EF.SERVIZI_INT_KPUB, 0x05, 'free', encodeRsaPublicKey(services.publicKey)),
    file('cie', EF.SOD, 0x06, 'free', sod),
    // No published client reads this one; what it shows of the citizen is behind the PIN, as the certificate is.
    file('cie', EF.CIE_KPUB, 0x07, 'pin', encodeRsaPublicKey(authentication.publicKey)),
  ];
}

/** Source: ICAO 9303-10 section 4.7: EF.COM, DG1 (the printed lines), DG11 (full name, fiscal code, place of birth). */
function documentFiles(order: CardOrder, sod: Uint8Array | null): readonly CardFile[] {
  const lines = tlv(0x61, tlv(0x5f1f, utf8(printedLines(order))));
  const details = tlv(
    0x6b,
    tlv(0x5c, fromHex('5f0e5f105f11')),
    tlv(0x5f0e, utf8(`${order.familyName}<<${order.givenName}`)),
    tlv(0x5f10, utf8(order.fiscalCode)),
    tlv(0x5f11, utf8(order.birthplace)),
  );
  const contents = tlv(0x60, tlv(0x5f01, utf8('0107')), tlv(0x5f36, utf8('040000')), tlv(0x5c, fromHex('616b')));
  return [
    file('passport', EF.PASSPORT_COM, 0x1e, 'document', contents),
    file('passport', EF.DG1, 0x01, 'document', lines),
    file('passport', EF.DG11, 0x0b, 'document', details),
    ...(sod === null ? [] : [file('passport', EF.PASSPORT_SOD, 0x1d, 'document', sod)]),
  ];
}

const file = (
  application: Application,
  id: number,
  sfi: number | null,
  read: AccessCondition,
  content: Uint8Array,
): CardFile => ({ application, id, sfi, read, content });

/**
 * EF.SN_ICC: `5A 0A`, three bytes of the issuer (ours: public administration, Italy), the NIS in six, one to fill. Readers take
 * bytes 5 to 10 for the NIS.
 */
const serialNumber = ({ nis }: CardOrder): Uint8Array => concat(fromHex('5a0a803800'), fromHex(nis), fromHex('00'));

const cardKey = ({ privateKey, publicKey }: CardKeyPair, algorithm: number, use: AccessCondition): CardKey => ({
  privateKey,
  length: publicKey.modulus.length,
  algorithm,
  use,
});

function freshCode(digits: string, tries: number): Code {
  const reference = utf8(digits);
  if (!isCode(reference)) throw new RangeError('PIN and PUK have 8 digits');
  return { reference, triesLeft: tries, triesMax: tries };
}
