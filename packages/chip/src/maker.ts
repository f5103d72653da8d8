import { concat, fromHex, tlv, utf8 } from '@tessera/base';

/** Who made the chip, by the names that the official middleware gives them. */
export type Maker = keyof typeof MAKERS;

interface MakerTraits {
  /** What the reader tells of the card, beside what it tells of every contactless card. */
  readonly historicalBytes: string;
  /** The objects of EF.ATR by which telephones know the maker. */
  readonly atrObjects: Uint8Array;
}

/** Objects of EF.ATR: card service data (43), pre-issuing data (46), card capabilities (47), application label (50). */
const NXP_OBJECTS = fromHex('80004301B84604101010104703940180');
const ST_OBJECTS = fromHex('80004301B946040000001047039401814F0CA00000009500000000000000');
const GEMALTO_OBJECTS = concat(fromHex('4301B8460404B085004703940180'), tlv(0x50, utf8('IasEccRoot')));
const GEMALTO2_OBJECTS = fromHex('4301B8460403B0850047039441C0');

/**
 * Source: ATR.cpp of the official middleware for the patterns; the ATR of Gemalto is a real card's. The historical bytes of the
 * others are those that their pattern shows, filled up in the same manner.
 */
const MAKERS = {
  gemalto: { historicalBytes: '80318065B085040011120FFF829000', atrObjects: GEMALTO_OBJECTS },
  gemalto2: { historicalBytes: '80318065B0850300EF120FFF829000', atrObjects: GEMALTO2_OBJECTS },
  nxp: { historicalBytes: '8031806549544E5850120FFF829000', atrObjects: NXP_OBJECTS },
  stm: { historicalBytes: '8066475000B8007F829000', atrObjects: ST_OBJECTS },
  stm2: { historicalBytes: '', atrObjects: ST_OBJECTS },
  stm3: { historicalBytes: '8066475000B80094829000', atrObjects: ST_OBJECTS },
  actalis: { historicalBytes: '8031806549544A3441120FFF829000', atrObjects: NXP_OBJECTS },
  actalis2023: { historicalBytes: '8031806549544A3443120FFF829000', atrObjects: NXP_OBJECTS },
  bit4id: { historicalBytes: '8031806549544A3442120FFF829000', atrObjects: NXP_OBJECTS },
  bit4id2023: { historicalBytes: '8031806549544A3444120FFF829000', atrObjects: NXP_OBJECTS },
  bit4idB9547: { historicalBytes: '8031806549544A3449120FFF829000', atrObjects: NXP_OBJECTS },
} as const satisfies Readonly<Record<string, MakerTraits>>;

export const makers = Object.keys(MAKERS) as readonly Maker[];

/**
 * The answer to reset that a PC/SC reader makes up for a contactless card: `3B 8n 80 01`, n historical bytes, and the exclusive or
 * of all after the first.
 *
 * Source: PC/SC part 3, ATR for contactless smart cards; ISO/IEC 7816-3 section 8.2.5 (TCK).
 */
export function atrOf(maker: Maker): Uint8Array {
  const historicalBytes = fromHex(MAKERS[maker].historicalBytes);
  const checked = concat(Uint8Array.of(0x80 | historicalBytes.length, 0x80, 0x01), historicalBytes);
  const tck = checked.reduce((sum, byte) => sum ^ byte, 0);
  return concat(Uint8Array.of(0x3b), checked, Uint8Array.of(tck));
}

/** Longest command and answer, in the clear and through secure messaging: short ones (E0), and the status (82) that ends the file. */
const SIZES = tlv(
  0xe0,
  ...[0x0105, 0x0102, 0x0105, 0x0102].map((size) => tlv(0x02, Uint8Array.of(size >> 8, size & 0xff))),
);
const END = fromHex('82029000');

const EF_ATR = new Map(makers.map((maker) => [maker, concat(MAKERS[maker].atrObjects, SIZES, END)]));

/** Content of EF.ATR: one object for all cards of a maker. */
export const efAtrOf = (maker: Maker): Uint8Array => EF_ATR.get(maker) ?? END;
