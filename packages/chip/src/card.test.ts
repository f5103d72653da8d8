import { fromHex, hex, utf8 } from '@tessera/base';
import { encodeCommand, protectCommand, type SecureMessaging } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { seededRandom } from '@tessera/testbed';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCard } from './card.ts';
import type { CardState, Codes } from './card-state.ts';
import { isGuess } from './guess.ts';
import { respond } from './respond.ts';
import { Bench, CardSession, command, drawTestCard, type TestCard } from './testing/index.ts';

const PIN = '12345678';
const WRONG = '00000000';
const primitives = nodePrimitives();

let made: TestCard;
beforeAll(() => {
  made = drawTestCard();
});

/** A disk that loses power at its n-th write: before anything is written, or after all of it is. */
function tearingDisk(codes: Codes, tearAt: number, moment: 'before' | 'after') {
  let writes = 0;
  const disk = {
    stored: codes,
    writes: () => writes,
    save: async (next: Codes): Promise<void> => {
      writes++;
      if (writes === tearAt && moment === 'before') throw new Error('power lost');
      disk.stored = next;
      if (writes === tearAt) throw new Error('power lost');
    },
  };
  return disk;
}

const triesLeft = (codes: Codes, reference = 0x81): number => codes.get(reference)?.triesLeft ?? -1;

describe('a guess', () => {
  it('is counted before it is compared, also when it is right', () => {
    const bench = new Bench(made).openChannel();
    for (const digits of [PIN, WRONG]) {
      const verify = command(0x20, 0, 0x81, utf8(digits));
      const [, wrapped] = protectCommand(bench.messaging as SecureMessaging, verify, primitives);
      const outcome = respond(bench.card, encodeCommand(wrapped), primitives);
      if (!isGuess(outcome)) throw new Error('VERIFY is a guess');
      expect(triesLeft(outcome.counted.codes)).toBe(2);
      const [after] = outcome.compare();
      expect(triesLeft(after.codes)).toBe(digits === PIN ? 3 : 2);
    }
  });
});

describe('a card in a reader', () => {
  it('writes the try before it compares and what came of it before it answers; nothing else is written', async () => {
    const written: number[] = [];
    const memory = { save: async (codes: Codes) => void written.push(triesLeft(codes)) };
    const card = createCard(made.card, { primitives, memory });
    const session = await CardSession.open(card, made, primitives);
    expect(written).toEqual([]);
    expect(await session.verify(WRONG)).toBe('63c2');
    expect(written).toEqual([2]);
    expect(await session.verify(PIN)).toBe('9000');
    expect(written).toEqual([2, 1, 3]);
    expect(await session.verify('')).toBe('9000');
    await card.reset();
    expect(written).toHaveLength(3);
  });

  it('answers only when the write has ended', async () => {
    const write = Promise.withResolvers<void>();
    const events: string[] = [];
    let slow = false;
    const memory = {
      save: async () => {
        if (!slow) return;
        events.push('write begins');
        await write.promise;
        events.push('write ends');
      },
    };
    const card = createCard(made.card, { primitives, memory });
    const session = await CardSession.open(card, made, primitives);
    slow = true;
    const answered = session.verify(WRONG).then(() => events.push('answer'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(['write begins']);
    write.resolve();
    await answered;
    expect(events).toEqual(['write begins', 'write ends', 'answer']);
  });

  it('does one thing at a time: a hundred guesses at once are three compares', async () => {
    const card = createCard(made.card, {
      primitives,
      memory: { save: () => new Promise((done) => setImmediate(done)) },
    });
    const session = await CardSession.open(card, made, primitives);
    const answers = await session.verifyAtOnce(WRONG, 100);
    expect(answers.slice(0, 4)).toEqual(['63c2', '63c1', '6983', '6983']);
    expect(answers.filter((status) => status !== '6983')).toHaveLength(2);
    expect(await session.verify(PIN)).toBe('6983');
  });

  it('keeps a command as it was sent, though the caller uses its buffer again', async () => {
    const card = createCard(made.card, { primitives, memory: { save: async () => undefined } });
    const buffer = fromHex('00a4040c06a00000000039');
    const answer = card.transmit(buffer);
    buffer.fill(0);
    expect(hex(await answer)).toBe('9000');
  });

  it('gives no answer when the write fails, and none after it', async () => {
    const disk = tearingDisk(made.card.codes, 2, 'before');
    const card = createCard(made.card, { primitives, memory: disk });
    const session = await CardSession.open(card, made, primitives);
    await expect(session.verify(PIN)).rejects.toThrow('power lost');
    expect(triesLeft(disk.stored)).toBe(2);
    await expect(card.transmit(fromHex('00a40000'))).rejects.toThrow('power lost');
    await expect(card.reset()).rejects.toThrow('power lost');
  });

  it('T-CRD-10 torn at any write, before it or after it, gives no try back and loses no more than one', async () => {
    const plans = [
      [WRONG, WRONG, WRONG, PIN],
      [WRONG, PIN, WRONG, WRONG],
      [PIN, PIN, WRONG, PIN],
    ];
    const random = seededRandom('tearing');
    for (const plan of plans) {
      for (let tearAt = 1; tearAt <= 7; tearAt++) {
        for (const moment of ['before', 'after'] as const) {
          const disk = tearingDisk(made.card.codes, tearAt, moment);
          const torn = createCard(made.card, { primitives: nodePrimitives(random), memory: disk });
          const told = await guessUntilTorn(await CardSession.open(torn, made, primitives), plan);
          const expected = [3, ...told.map((status) => (status === '9000' ? 3 : leftIn(status)))];
          const last = expected.at(-1) ?? 0;
          const inFlight = plan[told.length];
          const allowed = inFlight === PIN && last > 0 ? [last, last - 1, 3] : [last, Math.max(0, last - 1)];
          expect(allowed, `${plan} torn ${moment} write ${tearAt}`).toContain(triesLeft(disk.stored));
        }
      }
    }
  });

  it('loaded again after the power was cut goes on from what is on the disk', async () => {
    const disk = tearingDisk(made.card.codes, 2, 'after');
    const torn = createCard(made.card, { primitives, memory: disk });
    await guessUntilTorn(await CardSession.open(torn, made, primitives), [WRONG, WRONG, WRONG]);
    const loaded: CardState = { ...made.card, codes: disk.stored };
    const again = createCard(loaded, { primitives, memory: { save: async () => undefined } });
    const session = await CardSession.open(again, made, primitives);
    expect(await session.verify('')).toBe('63c1');
  });
});

async function guessUntilTorn(session: CardSession, plan: readonly string[]): Promise<string[]> {
  const told: string[] = [];
  try {
    for (const digits of plan) told.push(await session.verify(digits));
  } catch (error) {
    expect(String(error)).toContain('power lost');
  }
  return told;
}

const leftIn = (status: string): number => (status === '6983' ? 0 : Number.parseInt(status.slice(3), 16));
