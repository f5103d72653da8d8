import { concat, equalInConstantTime, tlv } from '@tessera/base';
import { AID, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import { type CardFile, fileById } from '../card-file.ts';
import { type Application, AT_POWER_ON, type CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

/** P1: what the data name. */
const BY_FILE_ID = 0x00;
const FILE_UNDER_APPLICATION = 0x02;
const BY_APPLICATION_NAME = 0x04;

/** P2: what is answered; FCI and FCP are the same here. */
const TEMPLATES: Readonly<Record<number, number | null>> = { 0: 0x6f, 4: 0x62, 12: null };

/**
 * SELECT (INS A4): makes an application or an elementary file the current one.
 *
 * Selecting an application outside the channel starts anew, as a reset does. Control information is answered only when asked for
 * (P2) and expected (Le).
 *
 * Status: 9000 selected · 6A82 not here · 6A86 P1 P2 of another kind · 6700 a name of impossible length.
 * Source: ISO/IEC 7816-4, SELECT command.
 */
export function select(card: CardState, command: CardCommand): Turn<ResponseApdu> {
  const template = TEMPLATES[command.p2];
  if (template === undefined) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  switch (command.p1) {
    case BY_APPLICATION_NAME:
      return selectApplication(card, applicationNamed(command.data), command, template);
    case BY_FILE_ID:
      return selectApplication(card, isRoot(command.data) ? 'ias' : undefined, command, template);
    case FILE_UNDER_APPLICATION:
      return selectFile(card, command, template);
    default:
      return [card, statusOnly(sw.INCORRECT_P1_P2)];
  }
}

function selectApplication(
  card: CardState,
  application: Application | undefined,
  { secured, le }: CardCommand,
  template: number | null,
): Turn<ResponseApdu> {
  if (application === undefined) return [card, statusOnly(sw.FILE_NOT_FOUND)];
  const selected: CardState = { ...card, ...(secured ? {} : AT_POWER_ON), application, currentFile: null };
  return [selected, controlInformation(template, le, tlv(0x84, AID[application]))];
}

function selectFile(card: CardState, { data, le }: CardCommand, template: number | null): Turn<ResponseApdu> {
  const [high, low] = data;
  if (high === undefined || low === undefined || data.length !== 2) return [card, statusOnly(sw.WRONG_LENGTH)];
  const file = fileById(card, (high << 8) | low);
  if (file === undefined) return [card, statusOnly(sw.FILE_NOT_FOUND)];
  return [{ ...card, currentFile: file.id }, controlInformation(template, le, describe(file))];
}

/** Size, kind (transparent file), identifier, short identifier, life cycle (operational, activated). */
const describe = ({ content, id, sfi }: CardFile): Uint8Array =>
  concat(
    tlv(0x80, twoBytes(content.length)),
    tlv(0x82, Uint8Array.of(0x01)),
    tlv(0x83, twoBytes(id)),
    sfi === null ? new Uint8Array() : tlv(0x88, Uint8Array.of(sfi << 3)),
    tlv(0x8a, Uint8Array.of(0x05)),
  );

const controlInformation = (template: number | null, le: number | null, content: Uint8Array): ResponseApdu =>
  template === null || le === null ? statusOnly(sw.SUCCESS) : { data: tlv(template, content), status: sw.SUCCESS };

const applicationNamed = (name: Uint8Array): Application | undefined =>
  (['ias', 'cie', 'passport'] as const).find((application) => equalInConstantTime(AID[application], name));

/** No data, or the identifier of the root. */
const isRoot = (data: Uint8Array): boolean => data.length === 0 || equalInConstantTime(data, Uint8Array.of(0x3f, 0x00));

const twoBytes = (number: number): Uint8Array => Uint8Array.of(number >> 8, number & 0xff);
