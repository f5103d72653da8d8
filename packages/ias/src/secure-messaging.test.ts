import { fromHex, fromUtf8, hex, utf8 } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommandApdu, decodeCommand, decodeResponse, encodeCommand } from './apdu.ts';
import { retailMac } from './retail-mac.ts';
import {
  openCommand,
  openResponse,
  protectCommand,
  protectResponse,
  type SecureMessaging,
} from './secure-messaging.ts';
import { sessionKeys } from './session-keys.ts';
import { nodePrimitives } from './testing/index.ts';

const primitives = nodePrimitives();

/** ICAO 9303-11 appendix D prints keys with odd parity; DES does not look at those bits. */
const withoutParity = (key: Uint8Array): string => hex(key.map((byte) => byte & 0xfe));

describe('the worked example of ICAO 9303-11, appendix D', () => {
  const seed = fromHex('239AB9CB282DAF66231DC5A4DF6BFBAE');
  const messaging: SecureMessaging = {
    keys: {
      encryption: fromHex('979EC13B1CBFE9DCD01AB0FED307EAE5'),
      mac: fromHex('F1CB1F1FB5ADF208806B89DC579DC1F8'),
    },
    counter: 0x887022120c06c226n,
  };
  const command = (text: string): CommandApdu => decodeCommand(fromHex(text)) as CommandApdu;

  it('D.1, D.2: the document’s keys follow from the printed lines', () => {
    const digest = primitives.digest('SHA-1', utf8('L898902C<369080619406236'));
    expect(digest.slice(0, 16)).toEqual(seed);
    const { encryption, mac } = sessionKeys(seed, 'SHA-1', primitives);
    expect(withoutParity(encryption)).toBe(withoutParity(fromHex('AB94FDECF2674FDFB9B391F85D7F76F2')));
    expect(withoutParity(mac)).toBe(withoutParity(fromHex('7962D9ECE03D1ACD4C76089DCE131543')));
  });

  it('D.3: the retail MAC over a challenge, and the keys of the session', () => {
    const { mac } = sessionKeys(seed, 'SHA-1', primitives);
    const cryptogram = fromHex('72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2');
    expect(hex(retailMac(mac, cryptogram, primitives))).toBe('5f1448eea8ad90a7');
    const { encryption } = sessionKeys(fromHex('0036D272F5C350ACAC50C3F572D23600'), 'SHA-1', primitives);
    expect(withoutParity(encryption)).toBe(withoutParity(messaging.keys.encryption));
  });

  it('D.4: commands and answers, byte by byte, in their order', () => {
    const [afterSelect, select] = protectCommand(messaging, command('00A4020C02011E'), primitives);
    // The example sends no Le with this one; readers of today always add a trailing 00.
    expect(hex(encodeCommand({ ...select, le: null }))).toBe('0ca4020c158709016375432908c044f68e08bf8b92d635ff24f8');
    const answer = fromHex('990290008E08FA855A5D4C50A8ED9000');
    const selected = openResponse(afterSelect, decodeResponse(answer) as never, primitives);
    expect(selected?.[1]).toEqual({ data: new Uint8Array(), status: 0x9000 });

    const [afterRead, read] = protectCommand(selected?.[0] as SecureMessaging, command('00B0000004'), primitives);
    expect(hex(encodeCommand(read))).toBe('0cb000000d9701048e08ed6705417e96ba5500');
    const first = fromHex('8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000');
    const opened = openResponse(afterRead, decodeResponse(first) as never, primitives);
    expect(hex(opened?.[1].data ?? new Uint8Array())).toBe('60145f01');

    const [afterMore, more] = protectCommand(opened?.[0] as SecureMessaging, command('00B0000412'), primitives);
    expect(hex(encodeCommand(more))).toBe('0cb000040d9701128e082ea28a70f3c7b53500');
    const second = fromHex('871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000');
    const rest = openResponse(afterMore, decodeResponse(second) as never, primitives);
    expect(hex(rest?.[1].data ?? new Uint8Array())).toBe('04303130365f36063034303030305c026175');
  });
});

describe('secure messaging', () => {
  const keys = sessionKeys(utf8('any secret'), 'SHA-256', primitives);
  const messaging: SecureMessaging = { keys, counter: 2n ** 64n - 1n };
  const byte = fc.integer({ min: 0, max: 255 });
  const anyCommand: fc.Arbitrary<CommandApdu> = fc.record({
    cla: fc.constantFrom(0x00, 0x10),
    ins: byte,
    p1: byte,
    p2: byte,
    data: fc.uint8Array({ maxLength: 231 }),
    le: fc.option(fc.integer({ min: 1, max: 256 })),
  });
  const anyAnswer = fc.record({ data: fc.uint8Array({ maxLength: 300 }), status: fc.integer({ min: 0, max: 0xffff }) });

  it('gives the other side what was wrapped, and both count alike, also where the counter wraps', () => {
    fc.assert(
      fc.property(anyCommand, anyAnswer, (command, answer) => {
        const [reader, secured] = protectCommand(messaging, command, primitives);
        expect(reader.counter).toBe(0n);
        const received = openCommand(messaging, decodeCommand(encodeCommand(secured)) as CommandApdu, primitives);
        expect(received).toEqual({ fault: null, messaging: reader, command });

        const [card, wrapped] = protectResponse(reader, answer, primitives);
        expect(wrapped.status).toBe(0x9000);
        expect(openResponse(reader, wrapped, primitives)).toEqual([card, answer]);
      }),
      { numRuns: 200 },
    );
  });

  it('T-CRD-08 refuses a command with any bit turned, of its data or its header', () => {
    const verify = { cla: 0, ins: 0x20, p1: 0, p2: 0x81, data: utf8('12345678'), le: null };
    const [, secured] = protectCommand(messaging, verify, primitives);
    for (let bit = 0; bit < secured.data.length * 8; bit++) {
      const data = Uint8Array.from(secured.data);
      data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openCommand(messaging, { ...secured, data }, primitives).fault, `bit ${bit}`).not.toBeNull();
    }
    for (const field of ['cla', 'ins', 'p1', 'p2'] as const)
      expect(openCommand(messaging, { ...secured, [field]: secured[field] ^ 2 }, primitives).fault).toBe('incorrect');
  });

  it('T-CRD-08 refuses an answer with any bit turned, an old one, one without MAC, and one that skipped the counter', () => {
    const [, wrapped] = protectResponse(messaging, { data: utf8('data'), status: 0x9000 }, primitives);
    for (let bit = 0; bit < wrapped.data.length * 8; bit++) {
      const data = Uint8Array.from(wrapped.data);
      data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openResponse(messaging, { ...wrapped, data }, primitives), `bit ${bit}`).toBeNull();
    }
    expect(openResponse({ keys, counter: messaging.counter + 1n }, wrapped, primitives)).toBeNull();
    expect(openResponse(messaging, { data: wrapped.data.subarray(0, -10), status: 0x9000 }, primitives)).toBeNull();
    expect(openResponse(messaging, { data: utf8('data'), status: 0x9000 }, primitives)).toBeNull();
  });

  it('tells a missing MAC from a wrong, doubled or foreign object', () => {
    const command = { cla: 0x0c, ins: 0xb0, p1: 0, p2: 0, le: 256 };
    const fault = (text: string) => openCommand(messaging, { ...command, data: fromHex(text) }, primitives).fault;
    expect(fault('')).toBe('missing');
    expect(fault('970100')).toBe('missing');
    expect(fault('9701')).toBe('incorrect');
    expect(fault('8e080000000000000000970100')).toBe('incorrect');
    const [, twice] = protectCommand(messaging, { ...command, cla: 0, data: utf8('x'), le: null }, primitives);
    expect(openCommand(messaging, { ...twice, ins: 0xb1 }, primitives).fault).toBe('incorrect');
  });

  it('does not show its text: equal data are never wrapped alike under the next counter', () => {
    const command = { cla: 0, ins: 0x20, p1: 0, p2: 0x81, data: utf8('12345678'), le: null };
    const [next, first] = protectCommand(messaging, command, primitives);
    const [, second] = protectCommand(next, command, primitives);
    expect(first.data.slice(-8)).not.toEqual(second.data.slice(-8));
    expect(() => fromUtf8(first.data)).toThrow();
  });
});
