import { concat, fromHex, hex, type Random, randomBelow, tlv, utf8 } from '@tessera/base';
import {
  CHAINED,
  type CommandApdu,
  decodeResponse,
  encodeCommand,
  openResponse,
  protectCommand,
  readDerIntegers,
  type SecureMessaging,
} from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { seededRandom } from '@tessera/testbed';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CardState, messagingOf } from './card-state.ts';
import { isGuess } from './guess.ts';
import { respond } from './respond.ts';
import { Bench, drawTestCard } from './testing/index.ts';

const SEED = process.env['TESSERA_FUZZ_SEED'] ?? 'apdu';
const APDUS = 20_000 * Number(process.env['TESSERA_SOAK_FACTOR'] ?? 1);

const PIN = '90817263';
const PUK = '36271809';
const primitives = nodePrimitives(seededRandom(SEED));

/** A card of its own state and what of it must never be heard. */
let bench: Bench;
let secrets: readonly Buffer[];
/** The commands of a whole login as they went over, each with the card as it was before it. */
let login: readonly { readonly card: CardState; readonly bytes: Uint8Array }[];
/** The card in the open channel, and the reader's side of it. */
let open: { readonly card: CardState; readonly messaging: SecureMessaging };

beforeAll(() => {
  const made = drawTestCard({ pin: PIN, puk: PUK });
  bench = new Bench(made, primitives);
  login = recordLogin(bench);
  const channel = new Bench({ ...made, card: made.card }, primitives).openChannel();
  open = { card: channel.card, messaging: channel.messaging as SecureMessaging };
  secrets = [
    utf8(PIN),
    utf8(PUK),
    ...[...made.card.keys.values()].flatMap(({ privateKey }) => privateParts(privateKey)),
  ].map((secret) => Buffer.from(secret));
});

describe(`a card under ${APDUS} random and mutated APDUs (seed "${SEED}")`, () => {
  it('throws nothing, gives no try back, and lets no secret out: bytes without sense', () => {
    const random = seededRandom(`${SEED}/noise`);
    let card = bench.made.card;
    for (let i = 0; i < APDUS * 0.35; i++) {
      if (i % 500 === 0) card = bench.made.card;
      card = hit(card, noise(random));
    }
  });

  it('… the commands of a login, changed at any place, before or after themselves', () => {
    const random = seededRandom(`${SEED}/mutations`);
    for (let i = 0; i < (APDUS * 0.35) / 2; i++) {
      const step = login[randomBelow(random, login.length)];
      if (step === undefined) continue;
      const after = hit(step.card, mutated(step.bytes, random));
      hit(after, randomBelow(random, 2) === 0 ? step.bytes : mutated(step.bytes, random));
    }
  });

  it('… and commands that a proven reader wraps rightly, whatever is in them', () => {
    const random = seededRandom(`${SEED}/channel`);
    const heard = new Set<string>();
    let { card, messaging } = open;
    for (let i = 0; i < APDUS * 0.3; i++) {
      if (i % 60 === 0 || messagingOf(card) === null) ({ card, messaging } = openWithTries(1 + randomBelow(random, 3)));
      const [sent, wrapped] = protectCommand(messaging, plausible(random), primitives);
      let answer: Uint8Array;
      [card, answer] = exchanged(card, encodeCommand(wrapped));
      let whole = decodeResponse(answer);
      if (whole !== null && whole.status >> 8 === 0x61) {
        const first = whole.data;
        [card, answer] = exchanged(card, fromHex('00c0000000'));
        const rest = decodeResponse(answer);
        whole = rest === null ? null : { data: concat(first, rest.data), status: rest.status };
      }
      const opened = whole === null ? null : openResponse(sent, whole, primitives);
      if (opened !== null) {
        expectNoSecret(opened[1].data);
        heard.add(opened[1].status.toString(16));
      }
      // Where the keys or the counter changed, this reader is out of step: the next round begins anew.
      messaging = opened?.[0] ?? messaging;
      if (opened === null) ({ card, messaging } = openWithTries(1 + randomBelow(random, 3)));
    }
    // It reaches far enough to be worth the while.
    expect([...heard]).toEqual(
      expect.arrayContaining(['9000', '6282', '63c2', '6700', '6883', '6884', '6982', '6983', '6985', '6a80', '6a82']),
    );
    expect([...heard]).toEqual(expect.arrayContaining(['6a86', '6a88', '6b00', '6c08', '6d00']));
  });
});

/** The open channel to a card whose PIN has so many tries left. */
function openWithTries(triesLeft: number): typeof open {
  const codes = new Map(open.card.codes);
  const pin = codes.get(0x81);
  if (pin !== undefined) codes.set(0x81, { ...pin, triesLeft });
  return { card: { ...open.card, codes }, messaging: open.messaging };
}

/** One exchange with all that must hold of any. */
function exchanged(card: CardState, bytes: Uint8Array): [CardState, Uint8Array] {
  const outcome = respond(card, bytes, primitives);
  const [after, answer] = isGuess(outcome) ? outcome.compare() : outcome;
  if (answer.length < 2 || answer.length > 258) throw new Error(`an answer of ${answer.length} bytes to ${hex(bytes)}`);
  for (const [reference, code] of after.codes) {
    const before = card.codes.get(reference);
    // PIN and PUK are never guessed here: nothing gives a try back, and nothing changes a code.
    if (
      before === undefined ||
      code.triesLeft > before.triesLeft ||
      code.triesLeft < 0 ||
      code.reference !== before.reference
    )
      throw new Error(`the code ${reference} changed by ${hex(bytes)}`);
  }
  expectNoSecret(answer);
  return [after, answer];
}

const hit = (card: CardState, bytes: Uint8Array): CardState => exchanged(card, bytes)[0];

function expectNoSecret(bytes: Uint8Array): void {
  const heard = Buffer.from(bytes);
  if (secrets.some((secret) => heard.includes(secret))) throw new Error(`a secret was heard in ${hex(bytes)}`);
}

/** Sixteen bytes of each private number: d, p, q and those that go with them. */
const privateParts = (key: Uint8Array): Uint8Array[] =>
  (readDerIntegers(key) ?? []).slice(3).map((number) => number.subarray(0, 16));

/** All commands of a login with PIN and signature, except those that carry a right code: a replay of these would be a right guess. */
function recordLogin(recorder: Bench): readonly { card: CardState; bytes: Uint8Array }[] {
  const steps: { card: CardState; bytes: Uint8Array }[] = [];
  const send = recorder.send.bind(recorder);
  recorder.send = (command) => {
    steps.push({ card: recorder.card, bytes: fromHex(command.replaceAll(' ', '')) });
    return send(command);
  };
  for (const free of ['00a40000', '00b09d0000', '00a4040c06a00000000039', '00b081000c', '00b0840080'])
    recorder.send(free);
  for (const free of ['00cb3fff0c4d0a7008bfa10104a3029700', '00cb3fff0b4d097007bfa004037f4980'])
    recorder.sendWhole(free);
  recorder.send('002241a406800102840183');
  recorder.send('008800000caabbccddeeff00112233445566');
  recorder.openChannel();
  recorder.verify('00000000');
  for (const inside of ['00b0820009', '00a4020c021003', '00b0000080', '002241a406800102840181', '0084000008'])
    recorder.secured(inside);
  return steps;
}

const byte = (random: Random): number => randomBelow(random, 256);

/** Half of it is pure noise; the other half begins like a command that the card knows. */
function noise(random: Random): Uint8Array {
  const bytes = random.bytes(randomBelow(random, randomBelow(random, 10) === 0 ? 300 : 24));
  if (bytes.length < 5 || randomBelow(random, 2) === 0) return bytes;
  bytes[0] = [0x00, 0x0c, 0x10, 0x1c][randomBelow(random, 4)] ?? 0;
  bytes[1] = INSTRUCTIONS[randomBelow(random, INSTRUCTIONS.length)] ?? 0;
  if (randomBelow(random, 2) === 0) bytes[4] = Math.max(0, bytes.length - 5 - randomBelow(random, 2));
  return bytes;
}

function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  switch (randomBelow(random, 5)) {
    case 0:
      return changed.subarray(0, randomBelow(random, changed.length));
    case 1:
      return concat(changed, random.bytes(1 + randomBelow(random, 40)));
    case 2: {
      // A piece of it twice.
      const from = randomBelow(random, changed.length);
      const to = from + randomBelow(random, changed.length - from);
      return concat(changed.subarray(0, to), changed.subarray(from));
    }
    default:
      for (let i = 0; i <= randomBelow(random, 3); i++) changed[randomBelow(random, changed.length)] = byte(random);
      return changed;
  }
}

const INSTRUCTIONS = [0x20, 0x22, 0x24, 0x2a, 0x2c, 0x82, 0x84, 0x88, 0xa4, 0xb0, 0xb1, 0xc0, 0xcb];
/** INS P1 P2 of commands that exist. */
const HEADERS = [
  ...['200081', '200082', '240081', '2c0281', '2c0381', '2a00ae', '2241a4', '2281a4', '2281b6', '2241a6', '820000'],
  ...['840000', '880000', 'a4020c', 'a4040c', 'a40204', 'b00000', 'b08100', 'b08300', 'b10001', 'b10000', 'cb3fff'],
].map(fromHex);
const PARAMETERS = [0x00, 0x01, 0x02, 0x03, 0x04, 0x0c, 0x3f, 0x41, 0x81, 0x82, 0x83, 0xa4, 0xa6, 0xae, 0xb6, 0xff];
const DATA = [
  ...['', '800102840181', '800102840182', '80019b840182', '80019b8301819101' + '07', '800141830184', '1001', '1003'],
  ...['540200', '54020000', '4d04a6029100', '4d087006bfa10102a380', 'a00000000039', '3030303030303030'],
  ...['30303030303030303131313131313131', '0102030405060708'],
].map(fromHex);

/** A command with sense here and there. */
function plausible(random: Random): CommandApdu {
  const pick = <Item>(items: readonly Item[], other: Item): Item => items[randomBelow(random, items.length)] ?? other;
  const parameter = (): number => (randomBelow(random, 5) === 0 ? byte(random) : pick(PARAMETERS, 0));
  const data =
    randomBelow(random, 4) === 0
      ? tlv(pick([0x54, 0x4d, 0x83, 0x91], 0x80), random.bytes(randomBelow(random, 40)))
      : pick(DATA, utf8(''));
  const anyHeader = [randomBelow(random, 10) === 0 ? byte(random) : pick(INSTRUCTIONS, 0xa4), parameter(), parameter()];
  const [ins = 0, p1 = 0, p2 = 0] = randomBelow(random, 3) === 0 ? anyHeader : pick(HEADERS, fromHex('a40000'));
  return {
    cla: randomBelow(random, 12) === 0 ? CHAINED : 0,
    ins,
    p1,
    p2,
    data,
    le: randomBelow(random, 2) === 0 ? null : 1 + randomBelow(random, 256),
  };
}
