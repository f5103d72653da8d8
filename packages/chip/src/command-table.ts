import { INS } from '@tessera/ias';
import type { CommandFunction } from './card-command.ts';
import type { Application } from './card-state.ts';
import { changeReferenceData } from './commands/change-reference-data.ts';
import { externalAuthenticate } from './commands/external-authenticate.ts';
import { getChallenge } from './commands/get-challenge.ts';
import { getData } from './commands/get-data.ts';
import { internalAuthenticate } from './commands/internal-authenticate.ts';
import { manageSecurityEnvironment } from './commands/manage-security-environment.ts';
import { mutualAuthenticate } from './commands/mutual-authenticate.ts';
import { readBinary } from './commands/read-binary.ts';
import { readBinaryOdd } from './commands/read-binary-odd.ts';
import { resetRetryCounter } from './commands/reset-retry-counter.ts';
import { select } from './commands/select.ts';
import { verify } from './commands/verify.ts';
import { verifyCertificate } from './commands/verify-certificate.ts';

export interface CommandEntry {
  readonly run: CommandFunction;
  /** It may come in pieces. */
  readonly chains?: true;
}

/** Source: ISO/IEC 7816-4 and -8, commands by INS; IAS ECC v1.0.1. GET RESPONSE (C0) belongs to the transport and is not here. */
const IDENTITY_CARD: ReadonlyMap<number, CommandEntry> = new Map([
  [INS.VERIFY, { run: verify }],
  [INS.MANAGE_SECURITY_ENVIRONMENT, { run: manageSecurityEnvironment, chains: true }],
  [INS.CHANGE_REFERENCE_DATA, { run: changeReferenceData }],
  [INS.PERFORM_SECURITY_OPERATION, { run: verifyCertificate, chains: true }],
  [INS.RESET_RETRY_COUNTER, { run: resetRetryCounter }],
  [INS.EXTERNAL_AUTHENTICATE, { run: externalAuthenticate, chains: true }],
  [INS.GET_CHALLENGE, { run: getChallenge }],
  [INS.INTERNAL_AUTHENTICATE, { run: internalAuthenticate }],
  [INS.SELECT, { run: select }],
  [INS.READ_BINARY, { run: readBinary }],
  [INS.READ_BINARY_ODD, { run: readBinaryOdd }],
  [INS.GET_DATA, { run: getData }],
]);

/** Source: ICAO 9303-10 and 9303-11, BAC. */
const TRAVEL_DOCUMENT: ReadonlyMap<number, CommandEntry> = new Map([
  [INS.EXTERNAL_AUTHENTICATE, { run: mutualAuthenticate }],
  [INS.GET_CHALLENGE, { run: getChallenge }],
  [INS.SELECT, { run: select }],
  [INS.READ_BINARY, { run: readBinary }],
  [INS.READ_BINARY_ODD, { run: readBinaryOdd }],
]);

export const COMMANDS: Readonly<Record<Application, ReadonlyMap<number, CommandEntry>>> = {
  ias: IDENTITY_CARD,
  cie: IDENTITY_CARD,
  passport: TRAVEL_DOCUMENT,
};
