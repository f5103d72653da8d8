import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64url, concat, equalInConstantTime, fromBase64url, fromHex, fromUtf8, hex, utf8 } from './bytes.ts';

describe('bytes', () => {
  it('come back from hexadecimal and base64url as they went', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(hex(bytes))).toEqual(bytes);
        expect(fromBase64url(base64url(bytes))).toEqual(bytes);
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });

  it('T-OID-19 have one base64url spelling: padding, blanks, other alphabets and unused bits are refused', () => {
    for (const text of ['QQ==', 'QR', 'Q Q', 'Q+8', 'Q/8', 'A', 'QQ\n'])
      expect(() => fromBase64url(text)).toThrow(RangeError);
  });

  it('are not read from text that is no hexadecimal or no UTF-8', () => {
    for (const text of ['f', 'zz', '0x']) expect(() => fromHex(text)).toThrow(RangeError);
    expect(() => fromUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(TypeError);
  });

  it('are equal only when every byte and the length are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
        const other = Uint8Array.from(bytes);
        expect(equalInConstantTime(bytes, other)).toBe(true);
        const place = at % bytes.length;
        other[place] = (other[place] ?? 0) ^ 1;
        expect(equalInConstantTime(bytes, other)).toBe(false);
        expect(equalInConstantTime(bytes, concat(bytes, utf8('x')))).toBe(false);
      }),
    );
  });
});
