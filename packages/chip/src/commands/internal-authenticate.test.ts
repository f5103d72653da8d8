import { fromHex, hex, utf8 } from '@tessera/base';
import { isClientSignature, sha256DigestInfo } from '@tessera/ias';
import { describe, expect, it } from 'vitest';
import { Bench, command } from '../testing/index.ts';

const challenge = (data: string) => `00880000${(data.length / 2).toString(16).padStart(2, '0')}${data}`;

describe('INTERNAL AUTHENTICATE', () => {
  it('tells a card from a copy: key 83 signs for everybody, in the clear, always alike', () => {
    const bench = new Bench();
    bench.send('00a4040c06a00000000039');
    expect(bench.send('002241a406800102840183')).toBe('9000');
    const digits = hex(utf8('123456789012'));
    const signature = bench.send(challenge(digits));
    expect(signature).toMatch(/^.{512}9000$/);
    expect(bench.send(`${challenge(digits)}00`)).toBe(signature);
    const { publicKey } = bench.made.order.keys.services;
    const bytes = fromHex(signature.slice(0, -4));
    expect(isClientSignature(publicKey, utf8('123456789012'), bytes, bench.primitives)).toBe(true);

    const later = new Bench({ ...bench.made, card: bench.card }).openChannel();
    later.send('00a40000');
    later.send('002241a406800102840183');
    expect(later.send(challenge(digits))).toBe(signature);
  });

  it('COD-01 signs for the citizen with key 81 once the PIN was right, and only through the channel', () => {
    const bench = new Bench();
    bench.send('002241a406800102840181');
    expect(bench.send(challenge('aa'))).toBe('6982');
    bench.openChannel();
    expect(bench.status('002241a406800102840181')).toBe('9000');
    const digestInfo = sha256DigestInfo(utf8('entra'), bench.primitives);
    const sign = { ...command(0x88, 0, 0, digestInfo), le: 256 };
    expect(bench.status(sign)).toBe('6982');
    bench.verify('12345678');
    const { data, status } = bench.secured(sign);
    expect(status).toBe(0x9000);
    const { publicKey } = bench.made.order.keys.authentication;
    expect(isClientSignature(publicKey, digestInfo, data, bench.primitives)).toBe(true);
    // It stays usable until reset or reselection.
    expect(bench.secured(sign).data).toEqual(data);
    bench.send('00a4040c06a00000000039');
    bench.send('002241a406800102840181');
    expect(bench.send(challenge('aa'))).toBe('6982');
  });

  it('signs as many bytes as fit, and gives less when less is expected', () => {
    const bench = new Bench();
    bench.send('002241a406800102840183');
    expect(bench.send(challenge('aa'.repeat(245)))).toMatch(/9000$/);
    expect(bench.send(challenge('aa'.repeat(246)))).toBe('6700');
    const first = bench.send(`${challenge('aa')}80`);
    expect(first).toMatch(/^.{256}6180$/);
    expect(bench.send('00c0000080')).toMatch(/^.{256}9000$/);
  });

  it('names what is wrong', () => {
    const bench = new Bench();
    expect(bench.send(challenge('aa'))).toBe('6985');
    bench.send('002241a406800102840183');
    expect(bench.send('0088000000')).toBe('6700');
    expect(bench.send('0088010001aa')).toBe('6a86');
    bench.openChannel();
    bench.status('002241a40684018280019b');
    // The card has proven itself in this channel; the counter is not to be set back by doing it again.
    expect(bench.status(command(0x88, 0, 0, new Uint8Array(8)))).toBe('6985');
    expect(bench.status(command(0x88, 0, 0, new Uint8Array(7)))).toBe('6700');
  });
});
