import { hex, tlv } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { Bench } from '../testing/index.ts';

describe('GET DATA', () => {
  it('shows the group at once, as Gemalto’s readers ask, or number by number, as all others do', () => {
    const bench = new Bench();
    const { g, p, q } = bench.card.group;
    const wrapped = (...numbers: Uint8Array[]) => hex(tlv(0x70, tlv(0xbfa101, tlv(0xa3, ...numbers))));
    expect(bench.sendWhole('00cb3fff0a4d087006bfa10102a380')).toBe(
      `${wrapped(tlv(0x97, g), tlv(0x98, p), tlv(0x99, q))}9000`,
    );
    expect(bench.sendWhole('00cb3fff0c4d0a7008bfa10104a3029700')).toBe(`${wrapped(tlv(0x97, g))}9000`);
    expect(bench.sendWhole('00cb3fff0c4d0a7008bfa10104a3029800')).toBe(`${wrapped(tlv(0x98, p))}9000`);
    expect(bench.sendWhole('00cb3fff0c4d0a7008bfa10104a3029900')).toBe(`${wrapped(tlv(0x99, q))}9000`);
    expect(bench.sendWhole('00cb3fff0e4d0c700abfa10106a30497009900')).toBe(
      `${wrapped(tlv(0x97, g), tlv(0x99, q))}9000`,
    );
  });

  it('shows the readers’ authority: modulus first, exponent second', () => {
    const bench = new Bench();
    const { publicKey, holderReference, holderAuthorization } = bench.card.authority;
    const key = tlv(
      0x7f49,
      tlv(0x81, publicKey.modulus),
      tlv(0x82, publicKey.exponent),
      tlv(0x5f20, holderReference),
      tlv(0x5f4c, holderAuthorization),
    );
    const shown = `${hex(tlv(0x70, tlv(0xbfa004, key)))}9000`;
    expect(bench.sendWhole('00cb3fff0b4d097007bfa004037f4980')).toBe(shown);
    // Older readers ask for the holder reference and look for the key beside it.
    expect(bench.sendWhole('00cb3fff0e4d0c700abfa004067f49035f2080')).toBe(shown);
  });

  it('shows a public value only after an agreement was prepared, and each agreement once', () => {
    const bench = new Bench();
    expect(bench.send('00cb3fff064d04a602910000')).toBe('6a88');
    bench.agree();
    expect(bench.card.channel.step).toBe('agreed');
    expect(bench.send('00cb3fff064d04a602910000')).toBe('6a88');
  });

  it('names what is wrong', () => {
    const bench = new Bench();
    for (const [data, status] of [
      ['4d00', '6a80'],
      ['5d04a6029100', '6a80'],
      ['4d04a60291', '6a80'],
      ['4d02a603', '6a88'],
      ['4d04a6029200', '6a88'],
      ['4d087006bfa10202a380', '6a88'],
      ['4d087006bfa10109a380', '6a88'],
    ] as const)
      expect(bench.send(`00cb3fff${(data.length / 2).toString(16).padStart(2, '0')}${data}`), data).toBe(status);
    expect(bench.send('00cb3ffe064d04a6029100')).toBe('6a86');
  });
});
