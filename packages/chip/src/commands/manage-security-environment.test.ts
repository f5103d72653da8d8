import { hex, tlv } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { Bench } from '../testing/index.ts';

describe('MANAGE SECURITY ENVIRONMENT', () => {
  it('takes algorithm and key in either order', () => {
    const bench = new Bench();
    expect(bench.send('002241a406800102840183')).toBe('9000');
    expect(bench.card.environment.privateKey).toBe(0x83);
    expect(bench.send('002241a40684018280019b')).toBe('9000');
    expect(bench.card.environment.privateKey).toBe(0x82);
    expect(bench.send('002281b606800141830184' + '00')).toBe('9000');
    expect(bench.card.environment.certificateKey).toBe(0x84);
  });

  it('names a key that is not here, a key for something else, and what it cannot read; what was set stays set', () => {
    const bench = new Bench();
    bench.send('002241a406800102840183');
    const before = bench.card;
    for (const [command, status] of [
      ['002241a406800102840185', '6a88'],
      ['002241a40680019b840183', '6a80'],
      ['002241a403840183', '6a80'],
      ['002241a4068001028401' + '', '6700'],
      ['002241a405800102840' + '1', '6a80'],
      ['002241a409800102800102840183', '6a80'],
      ['002241a409840183800102910100', '6a80'],
      ['002281b606800142830184', '6a80'],
      ['002281b606800141830185', '6a88'],
      ['002281a40e830c000000002000000000000001', '6a88'],
      ['002281b60e830c000000002000000000000001', '6a88'],
      ['0022c1a406800102840183', '6a86'],
      ['002241b606800102840183', '6a86'],
    ] as const) {
      expect(bench.send(command), command).toBe(status);
      expect(bench.card).toEqual(before);
    }
  });

  it('takes a public value that keeps a secret, in one piece or two', () => {
    const bench = new Bench();
    const set = (value: Uint8Array): string => {
      const data = `80019b830181${hex(tlv(0x91, value))}`;
      return bench.send(`002241a6${(data.length / 2).toString(16).padStart(2, '0')}${data}`);
    };
    expect(set(Uint8Array.of(2))).toBe('9000');
    for (const weak of [Uint8Array.of(), Uint8Array.of(0), Uint8Array.of(1)]) expect(set(weak)).toBe('6a80');
    const { p } = bench.card.group;
    const data = `80019b830181${hex(tlv(0x91, p))}`;
    expect(bench.send(`102241a6ff${data.slice(0, 510)}`)).toBe('9000');
    expect(bench.send(`002241a60b${data.slice(510)}`)).toBe('6a80');
  });

  it('knows a reader’s name once its certificate was verified, in either template', () => {
    for (const template of ['a4', 'b6']) {
      const bench = new Bench();
      const agreed = bench.agree();
      expect(bench.status('002281a40e830c000000002000000000000001')).toBe('6a88');
      expect(bench.proveReader(agreed)).toBe('9000');
      // Proven already: there is nobody left to name.
      expect(bench.status(`002281${template}0e830c000000002000000000000001`)).toBe('6a88');
    }
  });
});
