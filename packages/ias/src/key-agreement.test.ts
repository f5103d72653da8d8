import { fromHex, hex } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedMessaging, drawKeyPair, GROUP_2048_256, isPublicValue, provenCounter } from './key-agreement.ts';
import { sessionKeys } from './session-keys.ts';
import { nodePrimitives } from './testing/index.ts';

const primitives = nodePrimitives();

describe('key agreement', () => {
  /** RFC 5114 appendix A.3. */
  const x = {
    A: fromHex('0881382CDB87660C6DC13E614938D5B9C8B2F248581CC5E31B35454397FCE50E'),
    B: fromHex('7D62A7E3EF36DE617B13D1AFB82C780D83A23BD4EE6705645121F371F546A53D'),
  };
  const z =
    '86C70BF8D0BB81BB01078A17219CB7D27203DB2A19C877F1D1F19FD7D77EF22546A68F005AD52DC84553B78FC60330BE51EA7C0672CAC151' +
    '5E4B35C047B9A551B88F39DC26DA14A09EF74774D47C762DD177F9ED5BC2F11E52C879BD95098504CD9EECD8A8F9B3EFBD1F008AC5853097' +
    'D9D1837F2B18F77CD7BE01AF80A7C7B5EA3CA54CC02D0C116FEE3F95BB87399385875D7E86747E676E728938ACBFF7098E05BE4DCFB24052' +
    'B83AEFFB14783F029ADBDE7F53FAE92084224090E007CEE94D4BF2BACE9FFD4B57D2AF7C724D0CAA19BF0501F6F17B4AA10F425E3EA76080' +
    'B4B9D6B3CEFEA115B2CEB8789BB8A3B0EA87FEBE63B6C8F846EC6DB0C26C5D7C';

  it('reaches the shared value of RFC 5114, and the keys that SHA-256 makes of it', () => {
    const { g, p } = GROUP_2048_256;
    const publicA = primitives.power(x.A, p)(g) ?? new Uint8Array();
    expect(hex(publicA.subarray(0, 8))).toBe('2e9380c8323af975');
    const publicB = primitives.power(x.B, p)(g) ?? new Uint8Array();
    const pair = { publicValue: publicB, raise: primitives.power(x.B, p) };
    const messaging = agreedMessaging(pair, publicA, GROUP_2048_256, primitives);
    expect(messaging).toEqual({ keys: sessionKeys(fromHex(z), 'SHA-256', primitives), counter: 1n });
  });

  it('derives known keys from a known secret', () => {
    const secret = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { encryption, mac } = sessionKeys(secret, 'SHA-256', primitives);
    // Computed apart, by another program: SHA-256(00 01 … FF ‖ 00000001 and 00000002), cut to 16 bytes.
    expect(hex(encryption)).toBe('20d0ca4184b64cf791da828cc135e354');
    expect(hex(mac)).toBe('9b0bb985660adf0b819d798b8a6d9071');
  });

  it('agrees between two sides that drew, also when a public value comes without its leading zeros', () => {
    const card = drawKeyPair(GROUP_2048_256, primitives);
    const reader = drawKeyPair(GROUP_2048_256, primitives);
    const padded = Uint8Array.of(...new Uint8Array(256 - reader.publicValue.length), ...reader.publicValue);
    expect(agreedMessaging(card, padded, GROUP_2048_256, primitives)).toEqual(
      agreedMessaging(reader, card.publicValue, GROUP_2048_256, primitives),
    );
    const small = fromHex('04');
    expect(agreedMessaging(card, small, GROUP_2048_256, primitives)).not.toBeNull();
  });

  it('refuses public values that keep no secret: 0, 1, p - 1, p and beyond', () => {
    const { p } = GROUP_2048_256;
    const below = Uint8Array.from(p);
    below[255] = 0x96;
    const good = Uint8Array.from(p);
    good[255] = 0x95;
    for (const value of [new Uint8Array(), fromHex('00'), fromHex('01'), below, p, new Uint8Array(257).fill(1)])
      expect(isPublicValue(value, GROUP_2048_256)).toBe(false);
    expect(isPublicValue(fromHex('02'), GROUP_2048_256)).toBe(true);
    expect(isPublicValue(good, GROUP_2048_256)).toBe(true);
  });

  it('tells public values as their numbers do, for any odd p and any length', () => {
    const number = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
    // Few values a byte: many numbers that are equal, or next to each other.
    const bytes = fc.array(fc.constantFrom(0, 1, 2, 254, 255), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(bytes, bytes, (ofP, ofValue) => {
        const p = Uint8Array.from([...ofP, 255]);
        const value = Uint8Array.from(ofValue);
        const inside = number(value) > 1n && number(value) < number(p) - 1n;
        expect(isPublicValue(value, { ...GROUP_2048_256, p })).toBe(inside && value.length <= p.length);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  it('keeps its exponent nowhere that others could read', () => {
    const drawn = new Uint8Array(32).fill(7);
    const { publicValue } = drawKeyPair(GROUP_2048_256, { ...primitives, random: { bytes: () => drawn } });
    expect(publicValue).toEqual(primitives.power(new Uint8Array(32).fill(7), GROUP_2048_256.p)(GROUP_2048_256.g));
    expect(drawn).toEqual(new Uint8Array(32));
  });

  it('starts the proven counter from the last four bytes of both challenges (ICAO 9303-11 appendix D.3)', () => {
    expect(provenCounter(fromHex('4608F91988702212'), fromHex('781723860C06C226'))).toBe(0x887022120c06c226n);
  });
});
