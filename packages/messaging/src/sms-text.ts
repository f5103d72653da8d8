/** One SMS on the air, or one part of a longer one. */
export interface SmsPart {
  /** 0: the network's own alphabet (GSM 03.38); 8: UCS-2. */
  readonly dataCoding: 0 | 8;
  /** Present in parts of a longer text: tells the phone how to join them. */
  readonly header: Uint8Array | null;
  readonly bytes: Uint8Array;
}

/** The basic table, in the order of its codes; the place of the escape (0x1b) is held by a character no text has. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uffffÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const ESCAPE = 0x1b;
/** Behind an escape: two places each. */
const EXTENDED: ReadonlyMap<string, number> = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
]);

/** Places of an SMS, alone and with a header before it. */
const LIMITS = { gsm: { alone: 160, joined: 153 }, ucs2: { alone: 140, joined: 134 } } as const;

/** Parts beyond this are not a message but a mistake. */
const PARTS_MAX = 10;

/**
 * Writes a text as it goes over the air: in the network's alphabet where that has every character, else in UCS-2;
 * in one piece where it fits, else in parts that share the reference.
 *
 * Throws a RangeError for a text of more than ten parts. Source: 3GPP TS 23.038 (alphabets), TS 23.040 9.2.3.24.1 (parts).
 */
export function smsParts(text: string, reference: number): SmsPart[] {
  const gsm = Array.from(text, gsmCodes);
  const inGsm = gsm.every((codes) => codes !== null);
  const characters = inGsm ? gsm.flatMap((codes) => (codes === null ? [] : [codes])) : Array.from(text, ucs2Codes);
  const { alone, joined } = inGsm ? LIMITS.gsm : LIMITS.ucs2;
  const dataCoding = inGsm ? 0 : 8;
  const [only, ...others] = pack(characters, alone);
  if (others.length === 0) return [{ dataCoding, header: null, bytes: only ?? new Uint8Array() }];
  const pieces = pack(characters, joined);
  if (pieces.length > PARTS_MAX) throw new RangeError('a text of more than ten SMS');
  return pieces.map((bytes, at) => ({
    dataCoding,
    header: Uint8Array.of(5, 0, 3, reference & 0xff, pieces.length, at + 1),
    bytes,
  }));
}

/** Fills pieces up to the limit; no character is cut in two. */
function pack(characters: readonly (readonly number[])[], limit: number): Uint8Array[] {
  const pieces: number[][] = [[]];
  for (const codes of characters) {
    const last = pieces.at(-1) ?? [];
    if (last.length + codes.length <= limit) last.push(...codes);
    else pieces.push([...codes]);
  }
  return pieces.map((piece) => Uint8Array.from(piece));
}

function gsmCodes(character: string): number[] | null {
  const basic = BASIC.indexOf(character);
  if (basic !== -1 && basic !== ESCAPE) return [basic];
  const extended = EXTENDED.get(character);
  return extended === undefined ? null : [ESCAPE, extended];
}

/** Big-endian UTF-16: four bytes for what lies beyond the first plane. */
const ucs2Codes = (character: string): number[] =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)).flatMap((unit) => [
    unit >> 8,
    unit & 0xff,
  ]);
