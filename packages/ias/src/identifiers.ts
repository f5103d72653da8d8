import { fromHex } from '@tessera/base';

/**
 * The names that card and reader call applications, files, codes and keys by.
 *
 * Source: CIE 3.0 chip specification, annex A, as published clients use it; ICAO 9303-10 for the travel document.
 */
export const AID = {
  /** IAS ECC, the root (MF). */
  ias: fromHex('A0000000308000000009816001'),
  /** The electronic identity card (DF_CIE). */
  cie: fromHex('A00000000039'),
  /** The travel document (LDS1). */
  passport: fromHex('A0000002471001'),
} as const;

/** Elementary files by file identifier. */
export const EF = {
  ATR: 0x2f01,
  SN_ICC: 0xd003,
  DH: 0xd004,
  ID_SERVIZI: 0x1001,
  SERIALE: 0x1002,
  CERT_CIE: 0x1003,
  INT_KPUB: 0x1004,
  SERVIZI_INT_KPUB: 0x1005,
  SOD: 0x1006,
  CIE_KPUB: 0x1007,
  PASSPORT_COM: 0x011e,
  PASSPORT_SOD: 0x011d,
  DG1: 0x0101,
  DG11: 0x010b,
} as const;

/** Codes, as P2 of VERIFY names them. */
export const CODE = { pin: 0x81, puk: 0x82 } as const;

export type CodeReference = (typeof CODE)[keyof typeof CODE];

/** Keys, as data objects 83 and 84 of MANAGE SECURITY ENVIRONMENT name them. */
export const KEY = {
  /** The citizen's authentication key: its certificate is EF.Cert_CIE. */
  authentication: 0x81,
  /** Proves the card in device authentication: its public half is EF.Int.Kpub. */
  device: 0x82,
  /** Tells a card from a copy without any code: its public half is EF.Servizi_Int.Kpub. */
  services: 0x83,
  /** The authority that certifies readers. */
  authority: 0x84,
  /** The Diffie-Hellman group. */
  agreement: 0x81,
} as const;

/** Algorithms, as data object 80 of MANAGE SECURITY ENVIRONMENT names them. */
export const ALGORITHM = {
  /** RSA with PKCS #1 v1.5 padding, data as they come. */
  clientSignature: 0x02,
  /** ISO/IEC 9796-2 with SHA-256. */
  certificate: 0x41,
  /** Device authentication with privacy protection, SHA-256. */
  deviceAuthentication: 0x9b,
} as const;

/** Instructions. */
export const INS = {
  VERIFY: 0x20,
  MANAGE_SECURITY_ENVIRONMENT: 0x22,
  CHANGE_REFERENCE_DATA: 0x24,
  PERFORM_SECURITY_OPERATION: 0x2a,
  RESET_RETRY_COUNTER: 0x2c,
  EXTERNAL_AUTHENTICATE: 0x82,
  GET_CHALLENGE: 0x84,
  INTERNAL_AUTHENTICATE: 0x88,
  SELECT: 0xa4,
  READ_BINARY: 0xb0,
  READ_BINARY_ODD: 0xb1,
  GET_RESPONSE: 0xc0,
  GET_DATA: 0xcb,
} as const;

/** Length of PIN and PUK: decimal digits in ASCII. */
export const CODE_LENGTH = 8;

export const isCode = (bytes: Uint8Array): boolean =>
  bytes.length === CODE_LENGTH && bytes.every((byte) => byte >= 0x30 && byte <= 0x39);
