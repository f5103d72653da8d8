import { dataObjectsByTag, equalInConstantTime } from '@tessera/base';
import { ALGORITHM, isPublicValue, KEY, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import type { CardState, SecurityEnvironment } from '../card-state.ts';
import type { Turn } from '../guess.ts';

/** Data objects of a control reference template. */
const ALGORITHM_REFERENCE = 0x80;
const PUBLIC_KEY_REFERENCE = 0x83;
const PRIVATE_KEY_REFERENCE = 0x84;
const AGREEMENT_VALUE = 0x91;

/** What a template sets, or why it does not. */
type Setting = Partial<SecurityEnvironment> | { readonly status: number };

/**
 * MANAGE SECURITY ENVIRONMENT, SET (INS 22): says which key the next commands are about.
 *
 * | P1 P2 | template                         | data                          | for                        |
 * |-------|----------------------------------|-------------------------------|----------------------------|
 * | 81 B6 | verification of signatures       | `80 41`, `83 84`              | PSO VERIFY CERTIFICATE     |
 * | 81 A4 | authentication of the reader     | `83 ‹CHR›` (also with 81 B6)  | EXTERNAL AUTHENTICATE      |
 * | 41 A4 | authentication of the card       | `80 ‹algorithm›`, `84 ‹key›`  | INTERNAL AUTHENTICATE      |
 * | 41 A6 | key agreement                    | `80 9B`, `83 81`, `91 ‹X›`    | GET DATA, public value     |
 *
 * Status: 9000 set · 6A80 malformed, or a key for another algorithm · 6A88 no such key · 6A86 no such template.
 * Source: ISO/IEC 7816-4, MANAGE SECURITY ENVIRONMENT command; IAS ECC v1.0.1.
 */
export function manageSecurityEnvironment(card: CardState, { p1, p2, data }: CardCommand): Turn<ResponseApdu> {
  const template = TEMPLATES.get((p1 << 8) | p2);
  if (template === undefined) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const objects = dataObjectsByTag(data);
  if (objects === null) return [card, statusOnly(sw.INCORRECT_DATA)];
  const setting = template(card, objects);
  if ('status' in setting) return [card, statusOnly(setting.status)];
  return [{ ...card, environment: { ...card.environment, ...setting } }, statusOnly(sw.SUCCESS)];
}

type Template = (card: CardState, objects: ReadonlyMap<number, Uint8Array>) => Setting;

/** Some readers name themselves in the template of certificates; both are taken. */
const verification: Template = (card, objects) =>
  objects.has(ALGORITHM_REFERENCE) ? certificateKey(card, objects) : readerToBeProven(card, objects);

const certificateKey: Template = (_card, objects) => {
  if (!hasOnly(objects, [ALGORITHM_REFERENCE, PUBLIC_KEY_REFERENCE])) return INCORRECT;
  if (byteAt(objects, ALGORITHM_REFERENCE) !== ALGORITHM.certificate) return INCORRECT;
  return byteAt(objects, PUBLIC_KEY_REFERENCE) === KEY.authority ? { certificateKey: KEY.authority } : NOT_FOUND;
};

const readerToBeProven: Template = ({ channel }, objects) => {
  const name = objects.get(PUBLIC_KEY_REFERENCE);
  if (name === undefined || !hasOnly(objects, [PUBLIC_KEY_REFERENCE])) return INCORRECT;
  // Only a reader that the authority vouched for has a name here.
  const known = channel.step === 'certified' && equalInConstantTime(channel.reader.holderReference, name);
  return known ? { reader: name } : NOT_FOUND;
};

const ownKey: Template = ({ keys }, objects) => {
  if (!hasOnly(objects, [ALGORITHM_REFERENCE, PRIVATE_KEY_REFERENCE])) return INCORRECT;
  const reference = byteAt(objects, PRIVATE_KEY_REFERENCE);
  const key = reference === null ? undefined : keys.get(reference);
  if (reference === null || key === undefined) return NOT_FOUND;
  return byteAt(objects, ALGORITHM_REFERENCE) === key.algorithm ? { privateKey: reference } : INCORRECT;
};

const agreement: Template = ({ group }, objects) => {
  const value = objects.get(AGREEMENT_VALUE);
  if (value === undefined || !hasOnly(objects, [ALGORITHM_REFERENCE, PUBLIC_KEY_REFERENCE, AGREEMENT_VALUE]))
    return INCORRECT;
  if (byteAt(objects, ALGORITHM_REFERENCE) !== ALGORITHM.deviceAuthentication) return INCORRECT;
  if (byteAt(objects, PUBLIC_KEY_REFERENCE) !== KEY.agreement) return NOT_FOUND;
  return isPublicValue(value, group) ? { agreement: value } : INCORRECT;
};

const TEMPLATES: ReadonlyMap<number, Template> = new Map([
  [0x81b6, verification],
  [0x81a4, readerToBeProven],
  [0x41a4, ownKey],
  [0x41a6, agreement],
]);

const INCORRECT: Setting = { status: sw.INCORRECT_DATA };
const NOT_FOUND: Setting = { status: sw.REFERENCE_DATA_NOT_FOUND };

/** Exactly these objects and no others. */
const hasOnly = (objects: ReadonlyMap<number, Uint8Array>, tags: readonly number[]): boolean =>
  objects.size === tags.length && tags.every((tag) => objects.has(tag));

/** The one byte of an object; null when it has another length. */
function byteAt(objects: ReadonlyMap<number, Uint8Array>, tag: number): number | null {
  const [byte, more] = objects.get(tag) ?? [];
  return byte === undefined || more !== undefined ? null : byte;
}
