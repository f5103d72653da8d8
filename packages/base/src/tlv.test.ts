import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, hex } from './bytes.ts';
import { dataObjects, dataObjectsByTag, firstDataObject, firstTag, isConstructed, tlv } from './tlv.ts';

const tag = fc.constantFrom(0x02, 0x30, 0x53, 0x87, 0x8e, 0x97, 0x7f21, 0x7f49, 0x5f37, 0x5f4c, 0xbfa101);

describe('a data object', () => {
  it('has the shortest length: one byte to 127, then 81, 82, 83', () => {
    const head = (length: number) => hex(tlv(0x53, new Uint8Array(length)).subarray(0, 5));
    expect(hex(tlv(0x53))).toBe('5300');
    expect(head(127)).toBe('537f000000');
    expect(head(128)).toBe('5381800000');
    expect(head(255)).toBe('5381ff0000');
    expect(head(256)).toBe('5382010000');
    expect(head(65_536)).toBe('5383010000');
  });

  it('carries tags of one, two and three bytes', () => {
    expect(hex(tlv(0xbfa101, tlv(0xa3, tlv(0x97, Uint8Array.of(2)))))).toBe('bfa10105a303970102');
    expect(firstTag(fromHex('bfa10105'))).toEqual({ tag: 0xbfa101, rest: fromHex('05') });
    expect(isConstructed(0xbfa101)).toBe(true);
    expect(isConstructed(0x7f21)).toBe(true);
    expect(isConstructed(0x5f37)).toBe(false);
  });

  it('comes back as it went, several in their order', () => {
    const object = fc.record({ tag, value: fc.uint8Array({ maxLength: 400 }) });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
        const bytes = concat(...objects.map((each) => tlv(each.tag, each.value)));
        expect(dataObjects(bytes)).toEqual(objects);
      }),
    );
  });

  it('leaves what follows it alone', () => {
    const first = firstDataObject(fromHex('5302aabbcc'));
    expect(first).toEqual({ tag: 0x53, value: fromHex('aabb'), rest: fromHex('cc') });
  });

  it('is not read when it is cut short at any byte, of indefinite length, or beyond every bound', () => {
    const whole = tlv(0x7f49, new Uint8Array(300));
    for (let length = 0; length < whole.length; length++) expect(firstDataObject(whole.subarray(0, length))).toBeNull();
    for (const text of ['3080', '308400000001aa', '1f808001', '1f', '1f8080', 'bfa1'])
      expect(firstDataObject(fromHex(text)), text).toBeNull();
    expect(dataObjects(fromHex('530153aa'))).toBeNull();
  });

  it('is found by its tag only when the tag stands there once', () => {
    expect(dataObjectsByTag(fromHex('800102840181'))).toEqual(
      new Map([
        [0x80, fromHex('02')],
        [0x84, fromHex('81')],
      ]),
    );
    expect(dataObjectsByTag(fromHex('800102800102'))).toBeNull();
    expect(dataObjectsByTag(fromHex('8001'))).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void dataObjectsByTag(bytes)));
  });
});
