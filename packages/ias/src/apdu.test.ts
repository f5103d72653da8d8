import { fromHex, hex } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommandApdu, decodeCommand, decodeResponse, encodeCommand, encodeResponse } from './apdu.ts';

describe('a command', () => {
  const header = { cla: 0x00, ins: 0xb0, p1: 0x81, p2: 0x00 };

  it('is read in its four short cases', () => {
    expect(decodeCommand(fromHex('00b08100'))).toEqual({ ...header, data: new Uint8Array(), le: null });
    expect(decodeCommand(fromHex('00b081000c'))).toEqual({ ...header, data: new Uint8Array(), le: 12 });
    expect(decodeCommand(fromHex('00b0810002aabb'))).toEqual({ ...header, data: fromHex('aabb'), le: null });
    expect(decodeCommand(fromHex('00b0810002aabb00'))).toEqual({ ...header, data: fromHex('aabb'), le: 256 });
  });

  it('is not read when lengths and bytes disagree, or are of the extended kind', () => {
    for (const text of ['', '00', '00b081', '00b0810002aa', '00b0810002aabb0000', '00b08100000010', '00b081000000'])
      expect(decodeCommand(fromHex(text)), text).toBeNull();
  });

  it('comes back as it was written', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const command: fc.Arbitrary<CommandApdu> = fc.record({
      cla: byte,
      ins: byte,
      p1: byte,
      p2: byte,
      data: fc.uint8Array({ maxLength: 255 }),
      le: fc.option(fc.integer({ min: 1, max: 256 })),
    });
    fc.assert(
      fc.property(command, (each) => {
        expect(decodeCommand(encodeCommand(each))).toEqual(each);
      }),
    );
    expect(() => encodeCommand({ ...header, data: new Uint8Array(256), le: null })).toThrow(RangeError);
  });
});

describe('an answer', () => {
  it('ends with its status word', () => {
    expect(decodeResponse(fromHex('aabb6282'))).toEqual({ data: fromHex('aabb'), status: 0x6282 });
    expect(hex(encodeResponse({ data: fromHex('aa'), status: 0x9000 }))).toBe('aa9000');
    expect(decodeResponse(fromHex('90'))).toBeNull();
  });
});
