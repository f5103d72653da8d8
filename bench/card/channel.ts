import { utf8 } from '@tessera/base';
import { certifiedTerminal, openChannel, sign, verifyPin } from '@tessera/card-client';
import { type CardState, isGuess, respond, type Turn } from '@tessera/chip';
import { drawTestCard, TEST_PIN, type TestCard } from '@tessera/chip/testing';
import type { CardPrimitives } from '@tessera/ias';
import { nodePrimitives } from '@tessera/readers';
import { type BareWork, bareWork } from './bare-work.ts';

/** So many logins in one go, for the system counts processor time in steps of some milliseconds. */
const BATCH = 8;
const BATCHES = 100;
/** Batches before those, until what is compiled late is compiled. */
const WARM_UPS = 10;
const DIGEST_INFO = 51;

export interface ChannelFigures {
  readonly rounds: number;
  readonly commands: number;
  readonly card: SideFigures;
  readonly client: SideFigures;
}

/** Milliseconds of processor time for one login. */
export interface SideFigures {
  readonly whole: number;
  /** Its bare work, as `BareWork` parts it. */
  readonly numbers: number;
  readonly all: number;
}

/** What a card was asked, and the card that was asked. */
interface Asked {
  readonly card: CardState;
  readonly command: Uint8Array;
}

/**
 * Whole logins (channel, PIN, one signature), then the card's side of the same ones, then the bare work of as many, and again: the
 * machine's moods hit all alike. What the card does not take of a login is the client's.
 */
export async function measureChannel(): Promise<ChannelFigures> {
  const made = drawTestCard();
  const noted = { card: [], client: [] };
  const commands = (await login(made, noting(noted.card), noting(noted.client))).length;
  const bare = bareWork(made, noted);
  for (let nth = 0; nth < WARM_UPS; nth++) await measureBatch(made, bare);
  const batches: Sides[] = [];
  for (let nth = 0; nth < BATCHES; nth++) batches.push(await measureBatch(made, bare));
  const mean = (of: (batch: Sides) => number): number =>
    batches.reduce((sum, batch) => sum + of(batch), 0) / (BATCHES * BATCH);
  const figures = (side: 'card' | 'client'): SideFigures => ({
    whole: mean((batch) => batch[side].whole),
    numbers: mean((batch) => batch[side].numbers),
    all: mean((batch) => batch[side].all),
  });
  return { rounds: BATCHES * BATCH, commands, card: figures('card'), client: figures('client') };
}

interface Sides {
  readonly card: SideFigures;
  readonly client: SideFigures;
}

async function measureBatch(made: TestCard, bare: ReturnType<typeof bareWork>): Promise<Sides> {
  const logins: (readonly Asked[])[] = [];
  const both = await cost(async () => void logins.push(await login(made)));
  const card = await cost((nth) => answerAgain(logins[nth] ?? []));
  const beside = async (whole: number, { numbers, all }: BareWork): Promise<SideFigures> => ({
    whole,
    numbers: await cost(numbers),
    all: await cost(all),
  });
  return { card: await beside(card, bare.card), client: await beside(both - card, bare.client) };
}

async function login(
  made: TestCard,
  cardPrimitives: CardPrimitives = nodePrimitives(),
  primitives: CardPrimitives = nodePrimitives(),
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  let card = made.card;
  const reader = {
    transmit: async (command: Uint8Array): Promise<Uint8Array> => {
      asked.push({ card, command });
      const [after, answer] = answered(card, command, cardPrimitives);
      card = after;
      return answer;
    },
  };
  const channel = await openChannel(reader, certifiedTerminal(made.reader, made.reader.certificate), primitives);
  const check = await verifyPin(channel, utf8(TEST_PIN));
  if (check.outcome !== 'right') throw new Error('the PIN was not right');
  await sign(channel, new Uint8Array(DIGEST_INFO).fill(7), made.order.keys.authentication.publicKey);
  return asked;
}

/** A command is a function from card to card: the card's side of a login can be had alone. Nothing is remembered of the first time. */
function answerAgain(asked: readonly Asked[]): void {
  const primitives = nodePrimitives();
  for (const { card, command } of asked) answered(card, command, primitives);
}

function answered(card: CardState, command: Uint8Array, primitives: CardPrimitives): Turn<Uint8Array> {
  const outcome = respond(card, command, primitives);
  return isGuess(outcome) ? outcome.compare() : outcome;
}

/** Primitives that note how much their ciphers are given. */
function noting(noted: number[]): CardPrimitives {
  const primitives = nodePrimitives();
  const note =
    (cipher: CardPrimitives['tripleDesEncrypt']): CardPrimitives['tripleDesEncrypt'] =>
    (key, blocks) => {
      noted.push(blocks.length);
      return cipher(key, blocks);
    };
  return {
    ...primitives,
    desEncrypt: note(primitives.desEncrypt),
    tripleDesEncrypt: note(primitives.tripleDesEncrypt),
    tripleDesDecrypt: note(primitives.tripleDesDecrypt),
  };
}

/** Milliseconds of processor time of this thread for a batch. */
async function cost(act: (nth: number) => void | Promise<void>): Promise<number> {
  const before = now();
  for (let nth = 0; nth < BATCH; nth++) await act(nth);
  return now() - before;
}

function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
