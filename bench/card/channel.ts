import { constants, createPrivateKey, createPublicKey, privateEncrypt, publicEncrypt, randomBytes } from 'node:crypto';
import { base64url, utf8 } from '@tessera/base';
import { certifiedTerminal, openChannel, sign, verifyPin } from '@tessera/card-client';
import { type CardState, isGuess, respond } from '@tessera/chip';
import { drawTestCard, TEST_PIN, type TestCard } from '@tessera/chip/testing';
import { nodePrimitives } from '@tessera/readers';

const WARM_UPS = 20;
const ROUNDS = 400;
const DIGEST_INFO = 51;

/** Milliseconds of processor time for one, out of the time of all: the system counts too coarsely for a single one. */
export interface ChannelFigures {
  readonly rounds: number;
  readonly commands: number;
  readonly card: number;
  readonly client: number;
  /** The big-number and RSA work of each, and nothing else. */
  readonly bareCard: number;
  readonly bareClient: number;
}

/** Whole logins (channel, PIN, one signature), each beside the bare work of one: the machine's moods hit both alike. */
export async function measureChannel(): Promise<ChannelFigures> {
  const made = drawTestCard();
  const bare = bareWork(made);
  for (let i = 0; i < WARM_UPS; i++) {
    await login(made);
    bare.card();
    bare.client();
  }
  const total = { card: 0, client: 0, bareCard: 0, bareClient: 0 };
  let commands = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const whole = await login(made);
    total.card += whole.card;
    total.client += whole.client;
    total.bareCard += cost(bare.card);
    total.bareClient += cost(bare.client);
    commands = whole.commands;
  }
  return {
    rounds: ROUNDS,
    commands,
    card: total.card / ROUNDS,
    client: total.client / ROUNDS,
    bareCard: total.bareCard / ROUNDS,
    bareClient: total.bareClient / ROUNDS,
  };
}

interface Login {
  readonly card: number;
  readonly client: number;
  readonly commands: number;
}

async function login(made: TestCard): Promise<Login> {
  const primitives = nodePrimitives();
  let state: CardState = made.card;
  let card = 0;
  let commands = 0;
  const reader = {
    transmit: async (command: Uint8Array): Promise<Uint8Array> => {
      const before = now();
      const outcome = respond(state, command, primitives);
      const [after, answer] = isGuess(outcome) ? outcome.compare() : outcome;
      state = after;
      card += now() - before;
      commands += 1;
      return answer;
    },
  };
  const before = now();
  const channel = await openChannel(reader, certifiedTerminal(made.reader, made.reader.certificate), primitives);
  const check = await verifyPin(channel, utf8(TEST_PIN));
  if (check.outcome !== 'right') throw new Error('the PIN was not right');
  await sign(channel, new Uint8Array(DIGEST_INFO).fill(7), made.order.keys.authentication.publicKey);
  return { card, client: now() - before - card, commands };
}

/**
 * What a login cannot do without, on keys that are loaded already. Card: two powers of Diffie-Hellman, the certificate and the
 * reader's signature verified, two signatures of its own. Client: the same two powers, one signature, the card's two verified.
 */
function bareWork({ order, reader, authorityKey }: TestCard): { card: () => void; client: () => void } {
  const { p } = order.group;
  const block = (): Buffer => Buffer.concat([Buffer.of(0), randomBytes(255)]);
  const power = publicKey(p, order.group.q);
  const privateOf = (der: Uint8Array) => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
  const keys = {
    device: privateOf(order.keys.device.privateKey),
    authentication: privateOf(order.keys.authentication.privateKey),
    reader: privateOf(reader.privateKey),
    authority: publicKey(authorityKey.publicKey.modulus, authorityKey.publicKey.exponent),
    readerPublic: publicKey(reader.publicKey.modulus, reader.publicKey.exponent),
    devicePublic: publicKey(order.keys.device.publicKey.modulus, order.keys.device.publicKey.exponent),
    citizenPublic: publicKey(order.keys.authentication.publicKey.modulus, order.keys.authentication.publicKey.exponent),
  };
  const open = (key: ReturnType<typeof publicKey>) =>
    publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block());
  const signed = (key: ReturnType<typeof privateOf>) =>
    privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block());
  return {
    card: () => {
      open(power);
      open(power);
      open(keys.authority);
      open(keys.readerPublic);
      signed(keys.device);
      signed(keys.authentication);
    },
    client: () => {
      open(power);
      open(power);
      signed(keys.reader);
      open(keys.devicePublic);
      open(keys.citizenPublic);
    },
  };
}

/** q stands for an exponent of its length. */
const publicKey = (modulus: Uint8Array, exponent: Uint8Array) =>
  createPublicKey({ key: { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) }, format: 'jwk' });

/** Milliseconds of processor time of this thread. */
function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function cost(act: () => void): number {
  const before = now();
  act();
  return now() - before;
}
