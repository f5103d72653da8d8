import { describe, expect, it } from 'vitest';
import { Bench } from '../testing/index.ts';

describe('SELECT', () => {
  it('finds the root by name, by identifier and by nothing at all, as the makers’ readers do', () => {
    for (const command of [
      '00a4040c0da0000000308000000009816001',
      '00a40000',
      '00a4000c023f00',
      '00a40000023f00',
      '00a40400' + '0da0000000308000000009816001',
    ]) {
      const bench = new Bench();
      bench.send('00a4040c06a00000000039');
      expect(bench.send(command), command).toBe('9000');
      expect(bench.card.application).toBe('ias');
    }
  });

  it('finds the identity card and the travel document', () => {
    const bench = new Bench();
    expect(bench.send('00a4040c06a00000000039')).toBe('9000');
    expect(bench.card.application).toBe('cie');
    expect(bench.send('00a4040c07a0000002471001')).toBe('9000');
    expect(bench.card.application).toBe('passport');
  });

  it('finds the files of the current application only', () => {
    const bench = new Bench();
    expect(bench.send('00a4020c022f01')).toBe('9000');
    expect(bench.send('00a4020c021001')).toBe('6a82');
    bench.send('00a4040c06a00000000039');
    expect(bench.send('00a40204021001')).toBe('9000');
    expect(bench.send('00a40204022f01')).toBe('6a82');
    expect(bench.send('00a402040110')).toBe('6700');
  });

  it('describes a file only to who asks for it and expects it', () => {
    const bench = new Bench();
    bench.send('00a4040c06a00000000039');
    expect(bench.send('00a4020402100100')).toBe(
      '6211' + '8002000c' + '820101' + '83021001' + '880108' + '8a0105' + '9000',
    );
    expect(bench.send('00a4020c02100100')).toBe('9000');
    expect(bench.send('00a4040006a0000000003900')).toBe('6f088406a000000000399000');
  });

  it('leaves what is current when it finds nothing or does not understand', () => {
    const bench = new Bench();
    bench.send('00a4040c06a00000000039');
    bench.send('00a4020c021001');
    const before = bench.card;
    for (const [command, status] of [
      ['00a4040c05a000000000', '6a82'],
      ['00a4040c', '6a82'],
      ['00a4000c021001', '6a82'],
      ['00a4010c021001', '6a86'],
      ['00a4030c', '6a86'],
      ['00a4020102' + '1001', '6a86'],
    ] as const) {
      expect(bench.send(command), command).toBe(status);
      expect(bench.card).toEqual(before);
    }
  });

  it('of an application forgets what was prepared before it', () => {
    const bench = new Bench();
    bench.send('002241a406800102840183');
    bench.send('0084000008');
    bench.send('00a4040c06a00000000039');
    expect(bench.card.challenge).toBeNull();
    expect(bench.send('0088000001aa')).toBe('6985');
  });

  it('of an application in the clear ends the channel and the codes verified in it; through the channel it does not', () => {
    const bench = new Bench().openChannel();
    bench.verify('12345678');
    expect(bench.status('00a4040c06a00000000039')).toBe('9000');
    expect(bench.card.verified.has(0x81)).toBe(true);
    expect(bench.send('00a4040c06a00000000039')).toBe('9000');
    expect(bench.card.channel.step).toBe('closed');
    expect(bench.card.verified.size).toBe(0);
  });
});
