import { fromHex, hex, utf8 } from '@tessera/base';
import { encodeCommand, protectCommand, type SecureMessaging } from '@tessera/ias';
import { describe, expect, it } from 'vitest';
import { AT_POWER_ON, reset } from './card-state.ts';
import { Bench, command } from './testing/index.ts';

describe('the transport', () => {
  it('names what it does not know, and leaves the card as it was', () => {
    const bench = new Bench();
    bench.send('00a4040c06a00000000039');
    bench.send('002241a406800102840183');
    const before = bench.card;
    for (const [sent, status] of [
      ['', '6700'],
      ['00', '6700'],
      ['00a404', '6700'],
      ['00a4040c06a000000000', '6700'],
      ['00a4040c00000006a00000000039', '6700'],
      ['80a40000', '6e00'],
      ['ffa40000', '6e00'],
      ['20a40000', '6e00'],
      ['01a40000', '6881'],
      ['0fa40000', '6881'],
      ['04a40000', '6882'],
      ['08a40000', '6882'],
      ['0ca40000', '6985'],
      ['00ff0000', '6d00'],
      ['00000000', '6d00'],
      ['00d6000001aa', '6d00'],
      ['00ca010000', '6d00'],
      ['10ff0000', '6d00'],
      ['10b0000000', '6884'],
      ['00c0000000', '6985'],
      ['00c0010000', '6a86'],
      ['00c00000', '6700'],
      ['0084000008aabbccddeeff0011', '6700'],
      ['0084000009', '6c08'],
      ['00840000', '6c08'],
      ['0084010008', '6a86'],
    ] as const) {
      expect(bench.send(sent), sent).toBe(status);
      expect(bench.card, sent).toEqual(before);
    }
  });

  it('gives a long answer with 61 00 while 256 bytes or more are left, then with what is left', () => {
    const bench = new Bench();
    const pieces: string[] = [];
    let answer = bench.send('00cb3fff0a4d087006bfa10102a380');
    while (answer.slice(-4, -2) === '61') {
      pieces.push(`${answer.length / 2 - 2} ${answer.slice(-4)}`);
      answer = bench.send(`00c00000${answer.slice(-2)}`);
    }
    // 70 82 xxxx, BFA101 82 xxxx, A3 82 xxxx, 97 82 0100 …, 98 82 0100 …, 99 20 …: 568 bytes.
    expect(pieces).toEqual(['256 6100', '256 6138']);
    expect(answer).toMatch(/^.{112}9000$/);
    expect(bench.send('00c0000000')).toBe('6985');
  });

  it('forgets the rest of a long answer when another command comes', () => {
    const bench = new Bench();
    bench.send('00cb3fff0a4d087006bfa10102a380');
    bench.send('00a40000');
    expect(bench.send('00c0000000')).toBe('6985');
  });

  it('fetches a long wrapped answer with plain GET RESPONSE, of class 00 or 0C, and no counter moves', () => {
    for (const cla of ['00', '0c']) {
      const bench = new Bench().openChannel();
      const [sent, wrapped] = protectCommand(
        bench.messaging as SecureMessaging,
        { ...command(0xb0, 0x86, 0), le: 256 },
        bench.primitives,
      );
      expect(bench.send(hex(encodeCommand(wrapped)))).toMatch(/611b$/);
      const { counter } = (bench.card.channel as { messaging: SecureMessaging }).messaging;
      expect(counter).toBe(sent.counter + 1n);
      expect(bench.send(`${cla}c0000000`)).toMatch(/9000$/);
      expect((bench.card.channel as { messaging: SecureMessaging }).messaging.counter).toBe(counter);
    }
  });
});

describe('chaining', () => {
  it('is broken by any other command, which is not carried out; the next one is', () => {
    const bench = new Bench();
    expect(bench.send('102241a6' + '03' + '80019b')).toBe('9000');
    expect(bench.send('00a4040c06a00000000039')).toBe('6883');
    expect(bench.card.application).toBe('ias');
    expect(bench.send('00a4040c06a00000000039')).toBe('9000');
    bench.send('102241a6' + '03' + '80019b');
    expect(bench.send('002241a406800102840183')).toBe('6883');
    expect(bench.card.environment.privateKey).toBeNull();
  });

  it('ends at 1024 bytes', () => {
    const bench = new Bench();
    const piece = `102241a6ff${'00'.repeat(255)}`;
    for (let i = 0; i < 4; i++) expect(bench.send(piece)).toBe('9000');
    expect(bench.send(piece)).toBe('6700');
    expect(bench.card.chain).toBeNull();
  });

  it('in the channel answers each piece on its own', () => {
    const bench = new Bench().openChannel();
    expect(bench.status({ ...command(0x22, 0x41, 0xa4, fromHex('800102')), cla: 0x10 })).toBe('9000');
    expect(bench.status(command(0x22, 0x41, 0xa4, fromHex('840183')))).toBe('9000');
    expect(bench.card.environment.privateKey).toBe(0x83);
    expect(bench.status({ ...command(0x20, 0x00, 0x81, utf8('1234')), cla: 0x10 })).toBe('6884');
    expect(bench.status({ ...command(0x22, 0x41, 0xa4, fromHex('800102')), cla: 0x10 })).toBe('9000');
    expect(bench.verify('12345678')).toBe('6883');
    expect(bench.card.codes.get(0x81)?.triesLeft).toBe(3);
  });
});

describe('the channel', () => {
  const wrapped = (bench: Bench): Uint8Array => {
    const verify = command(0x20, 0, 0x81, utf8('00000000'));
    return encodeCommand(protectCommand(bench.messaging as SecureMessaging, verify, bench.primitives)[1]);
  };

  it('T-CRD-08 ends with a wrong MAC, a missing one, a replay and a command out of its turn; no try is spent', () => {
    const made = new Bench().openChannel();
    const sent = wrapped(made);
    const turned = Uint8Array.from(sent);
    turned[turned.length - 2] = (turned[turned.length - 2] ?? 0) ^ 1;
    for (const [bytes, status] of [
      [hex(turned), '6988'],
      ['0c200081' + '00', '6987'],
      ['0c20008103' + '970100', '6987'],
      ['0c20008102' + '9701', '6988'],
      [hex(sent).replace(/^0c200081/, '0c200082'), '6988'],
      [hex(sent).replace(/^0c/, '1c'), '6988'],
    ] as const) {
      const bench = new Bench({ ...made.made, card: made.card });
      expect(bench.send(bytes), bytes).toBe(status);
      expect(bench.card.channel.step).toBe('closed');
      expect(bench.card.codes).toBe(made.card.codes);
    }
    const replayed = new Bench({ ...made.made, card: made.card });
    expect(replayed.send(hex(sent))).toMatch(/9000$/);
    expect(replayed.send(hex(sent))).toBe('6988');
    expect(replayed.send(hex(sent))).toBe('6985');
    expect(replayed.card.codes.get(0x81)?.triesLeft).toBe(2);
  });

  it('wraps errors too: outside 9000, the real status inside', () => {
    const bench = new Bench().openChannel();
    const sent = bench.send(hex(wrapped(bench)));
    expect(sent).toMatch(/^990263c28e08.{16}9000$/);
    bench.messaging = (bench.card.channel as { messaging: SecureMessaging }).messaging;
    expect(bench.status('00ff0000')).toBe('6d00');
    expect(bench.status('00b0890001')).toBe('6a82');
  });

  it('ends with a plain command, which is carried out for a stranger', () => {
    const bench = new Bench().openChannel();
    bench.verify('12345678');
    expect(bench.send('00b0810004')).toBe('313233349000');
    expect(bench.card.channel.step).toBe('closed');
    expect(bench.card.verified.size).toBe(0);
    expect(bench.card.environment).toEqual(AT_POWER_ON.environment);
  });
});

describe('a reset', () => {
  it('clears selection, channel, codes verified, chain and long answer, and no counter', () => {
    const bench = new Bench().openChannel();
    bench.verify('00000000');
    bench.verify('00000000');
    bench.card = reset(bench.card);
    expect(bench.card).toMatchObject(AT_POWER_ON);
    expect(bench.card.codes.get(0x81)?.triesLeft).toBe(1);
  });
});
