import { concat, fromHex, hex, type Random, randomBelow, tlv, utf8 } from '@tessera/base';
import { drawTestCard } from '@tessera/chip/testing';
import { drawRsaKeyPair, nodePrimitives } from '@tessera/ias/testing';
import { seededRandom } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { startChannel } from './channel.ts';
import {
  CardError,
  type CardReader,
  openChannel,
  proveOriginal,
  readCertificate,
  readNis,
  readSecurityObject,
  sign,
  triesLeft,
  verifyPin,
} from './index.ts';
import { lostAt, ReaderBetween, type Table, tableWith } from './testing/readers.ts';

const primitives = nodePrimitives();
const SEED = 'bad cards';
const ROUNDS = Number(process.env['TESSERA_SOAK_FACTOR'] ?? 1);
const PIN = '12345678';
const made = drawTestCard();

const faultOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return 'none';
  } catch (error) {
    if (error instanceof CardError) return error.fault;
    throw error;
  }
};

/** All that a login does with a card. */
async function login(reader: CardReader, { terminal }: Pick<Table, 'terminal'>): Promise<void> {
  await readNis(reader);
  await proveOriginal(reader, primitives);
  const channel = await openChannel(reader, terminal, primitives);
  const check = await verifyPin(channel, utf8(PIN));
  if (check.outcome !== 'right') throw new Error(check.outcome);
  await readCertificate(channel);
  await sign(channel, utf8('challenge'), made.order.keys.authentication.publicKey);
}

/** A card that has one answer to everything. */
const answering = (answer: string): CardReader => ({ transmit: async () => fromHex(answer) });

describe('a card that lies', () => {
  it('T-CRD-07 that answers for ever comes to an end: 61 without end, 6C without end, files without end', async () => {
    const counted = new ReaderBetween(answering('6100'));
    expect(await faultOf(readNis(counted))).toBe('endless-answer');
    expect(counted.sent.length).toBeLessThan(40);
    expect(await faultOf(readNis(answering(`${'aa'.repeat(256)}6100`)))).toBe('endless-answer');
    const counting = new ReaderBetween(answering('6c10'));
    expect(await faultOf(readNis(counting))).toBe('not-an-identity-card');
    expect(counting.sent.length).toBeLessThan(6);

    const bottomless = new ReaderBetween(answering(`${'30'.repeat(0xe0)}9000`));
    expect(await faultOf(readSecurityObject(bottomless))).toBe('endless-answer');
    expect(bottomless.sent.length).toBeLessThan(100);
    expect(await faultOf(readNis({ transmit: async () => new Uint8Array(65_536) }))).toBe('endless-answer');
  });

  it('is no identity card when it says nothing that one would say', async () => {
    expect(await faultOf(readNis(answering('')))).toBe('malformed-answer');
    expect(await faultOf(readNis(answering('90')))).toBe('malformed-answer');
    expect(await faultOf(readNis(answering('9000')))).toBe('not-an-identity-card');
    expect(await faultOf(readNis(answering('6a82')))).toBe('not-an-identity-card');
    expect(await faultOf(readNis(answering(`${'41'.repeat(12)}9000`)))).toBe('not-an-identity-card');
  });

  it('that copied another’s files has not its keys', async () => {
    const other = drawRsaKeyPair();
    const copied = { ...made, card: { ...made.card, keys: new Map(made.card.keys) } };
    for (const [reference, key] of made.card.keys)
      copied.card.keys.set(reference, { ...key, privateKey: other.privateKey });
    const table = tableWith(primitives, copied);
    expect(await faultOf(proveOriginal(table.card, primitives))).toBe('card-not-proven');
    expect(await faultOf(openChannel(table.card, table.terminal, primitives))).toBe('card-not-proven');
  });

  it('that signs with another key than its certificate’s is found out', async () => {
    const table = tableWith(primitives, made);
    const channel = await openChannel(table.card, table.terminal, primitives);
    await verifyPin(channel, utf8(PIN));
    const signed = sign(channel, utf8('x'), made.order.keys.services.publicKey);
    expect(await faultOf(signed)).toBe('card-not-proven');
  });

  it('that shows a weak group, or a public value that keeps no secret, gets no further', async () => {
    const { g, p, q } = made.order.group;
    const small = p.map((byte, i) => (i === 0 ? byte & 0x7f : byte));
    for (const group of [
      { g, p: p.subarray(0, 128), q },
      { g, p: small, q },
      { g: fromHex('01'), p, q },
      { g, p, q: fromHex('07') },
      { g, p, q: new Uint8Array(65).fill(7) },
    ]) {
      const table = tableWith(primitives, { ...made, card: { ...made.card, group } });
      expect(await faultOf(openChannel(table.card, table.terminal, primitives))).toBe('malformed-answer');
    }
    for (const value of ['00', '01', hex(p)]) {
      const table = tableWith(primitives, made);
      const shown = concat(tlv(0xa6, tlv(0x91, fromHex(value))), fromHex('9000'));
      const lying = new ReaderBetween(table.card, (answer, index) =>
        hex(lying.sent[index] ?? answer).startsWith('00cb3fff064d04a6') ? shown : answer,
      );
      expect(await faultOf(openChannel(lying, table.terminal, primitives))).toBe('malformed-answer');
    }
  });
});

describe('T-CRD-08 a channel that is tampered with', () => {
  const opened = async () => {
    const table = tableWith(primitives, made);
    let tamper = (answer: Uint8Array): Uint8Array => answer;
    const reader = new ReaderBetween(table.card, (answer) => tamper(answer));
    const channel = await openChannel(reader, table.terminal, primitives);
    return { table, reader, channel, setTamper: (next: typeof tamper) => (tamper = next) };
  };

  /** The channel is over at once, and nothing more is sent, in the clear or otherwise. */
  const expectOver = async ({ reader, channel }: Awaited<ReturnType<typeof opened>>): Promise<void> => {
    const before = reader.sent.length;
    expect(await faultOf(verifyPin(channel, utf8(PIN)))).toBe('channel-closed');
    expect(await faultOf(readCertificate(channel))).toBe('channel-closed');
    expect(reader.sent).toHaveLength(before);
    expect(Buffer.from(reader.heard()).includes(PIN)).toBe(false);
  };

  it('ends with any changed byte of an answer', async () => {
    const length = 4 + 10;
    for (let at = 0; at < length; at++) {
      const session = await opened();
      session.setTamper((answer) => {
        const changed = Uint8Array.from(answer);
        changed[at] = (changed[at] ?? 0) ^ 0x20;
        return changed;
      });
      expect(await faultOf(triesLeft(session.channel, 'pin')), `byte ${at}`).toBe('channel-broken');
      await expectOver(session);
    }
  });

  it('ends with a replayed answer, with one in the clear, and with a dropped session', async () => {
    for (const forged of ['9000', '63c3', '6988', '6985', '990290009000', '']) {
      const session = await opened();
      session.setTamper(() => fromHex(forged));
      expect(await faultOf(triesLeft(session.channel, 'pin'))).toBe(
        forged === '' ? 'malformed-answer' : 'channel-broken',
      );
      await expectOver(session);
    }
    const session = await opened();
    let kept: Uint8Array | null = null;
    session.setTamper((answer) => {
      kept = answer;
      return answer;
    });
    await triesLeft(session.channel, 'pin');
    const replayed = kept ?? new Uint8Array();
    session.setTamper(() => replayed);
    expect(await faultOf(triesLeft(session.channel, 'pin'))).toBe('channel-broken');
    await expectOver(session);
  });

  it('says that a try may be gone when the answer to a PIN is not believed', async () => {
    const session = await opened();
    let guesses = 0;
    session.setTamper((answer) => (guesses++ === 0 ? answer : fromHex('9000')));
    const check = verifyPin(session.channel, utf8('00000000'));
    await expect(check).rejects.toMatchObject({ fault: 'channel-broken', tryUsed: 'perhaps' });
    await expectOver(session);
    expect(session.table.stored(0x81)).toBe(2);
  });

  it('forgets everything when it is closed, also in the middle of a command', async () => {
    const session = await opened();
    const asked = triesLeft(session.channel, 'pin');
    session.channel.close();
    expect(await faultOf(asked)).toBe('channel-closed');
    await expectOver(session);
  });

  it('T-CRD-12 keeps no key in memory once it is over', async () => {
    const keys = { encryption: new Uint8Array(16).fill(1), mac: new Uint8Array(16).fill(2) };
    const channel = startChannel(answering('9000'), { keys, counter: 1n }, primitives);
    expect(await faultOf(triesLeft(channel, 'pin'))).toBe('channel-broken');
    expect(keys).toEqual({ encryption: new Uint8Array(16), mac: new Uint8Array(16) });
  });
});

describe('a card that is taken away', () => {
  it('T-CRD-10 L3-09 at any command costs no try that the error does not speak of, and never gives one back', async () => {
    const whole = tableWith(primitives, made);
    const counted = new ReaderBetween(whole.card);
    await login(counted, whole);
    const commands = counted.sent.length;
    let perhaps = 0;
    for (let n = 0; n < commands; n++) {
      for (const moment of ['before', 'after'] as const) {
        const table = tableWith(primitives, made);
        const error = await login(lostAt(table.card, n, moment), table).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(CardError);
        const { fault, tryUsed } = error as CardError;
        expect(fault).toBe('card-lost');
        // A right PIN gives its try back before the answer: what may be gone here is the wrong one's.
        expect(table.stored(0x81)).toBe(3);
        if (tryUsed === 'perhaps') perhaps++;
      }
    }
    // One command carries the PIN; it was lost before it and after it.
    expect(perhaps).toBe(2);
  });

  it('T-CRD-10 with a wrong PIN on its way: the tries are read again, not supposed', async () => {
    for (const [moment, left] of [
      ['before', 3],
      ['after', 2],
    ] as const) {
      const table = tableWith(primitives, made);
      const reader = new ReaderBetween(table.card);
      const channel = await openChannel(reader, table.terminal, primitives);
      const guessing = reader.sent.length + 1;
      channel.close();
      const losing = lostAt(table.card, guessing, moment);
      const second = await openChannel(losing, table.terminal, primitives);
      await expect(verifyPin(second, utf8('00000000'))).rejects.toMatchObject({
        fault: 'card-lost',
        tryUsed: 'perhaps',
      });
      const again = await openChannel(table.card, table.terminal, primitives);
      expect(await triesLeft(again, 'pin')).toBe(left);
    }
  });
});

describe(`T-CRD-07 mutated answers (seed "${SEED}")`, () => {
  const mutated = (answer: Uint8Array, random: Random): Uint8Array => {
    const changed = Uint8Array.from(answer);
    switch (randomBelow(random, 6)) {
      case 0:
        return changed.subarray(0, randomBelow(random, changed.length));
      case 1:
        return concat(changed, random.bytes(1 + randomBelow(random, 300)));
      case 2:
        return random.bytes(randomBelow(random, 300));
      case 3:
        return concat(
          changed.subarray(0, -2),
          fromHex(['6100', '6c00', '6282', '6b00', '9000'][randomBelow(random, 5)] ?? ''),
        );
      default:
        changed[randomBelow(random, changed.length)] = randomBelow(random, 256);
        return changed;
    }
  };

  it('end in a named error or do no harm, within a bound of commands', async () => {
    const random = seededRandom(SEED);
    for (let round = 0; round < 150 * ROUNDS; round++) {
      const table = tableWith(primitives, made);
      const at = randomBelow(random, 45);
      const reader = new ReaderBetween(table.card, (answer, index) =>
        index === at ? mutated(answer, random) : answer,
      );
      const fault = await faultOf(login(reader, table));
      expect(fault).toMatch(/^(none|not-|unexpected|malformed|endless|terminal|card-not|channel)/);
      expect(reader.sent.length).toBeLessThan(200);
      expect(table.stored(0x81)).toBe(3);
    }
  });

  it('of nothing but noise end at once', async () => {
    const random = seededRandom(`${SEED}/noise`);
    const table = tableWith(primitives, made);
    for (let round = 0; round < 3_000 * ROUNDS; round++) {
      const noisy: CardReader = {
        transmit: async () => {
          const noise = random.bytes(randomBelow(random, 40));
          // Otherwise nothing gets past the first answer.
          return randomBelow(random, 3) === 0
            ? noise
            : concat(noise, fromHex(['9000', '6110', '6c08'][randomBelow(random, 3)] ?? ''));
        },
      };
      const reader = new ReaderBetween(noisy);
      expect(await faultOf(login(reader, table))).not.toBe('none');
      expect(reader.sent.length).toBeLessThan(200);
    }
  });
});
