import {
  constants,
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  privateEncrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type { TestCard } from '@tessera/chip/testing';
import { encodeRsaPublicKey, type RsaPublicKey } from '@tessera/ias';

type Act = () => void;

/** What one side cannot do without in a login, through `node:crypto` and nothing else. */
export interface BareWork {
  /** The big-number and RSA work, on keys that are loaded already. */
  readonly numbers: Act;
  /** The same with those keys loaded that only the login brings, and triple DES over the channel's messages. */
  readonly all: Act;
}

/** Lengths in bytes of what a side's ciphers were given in one login. */
export type Messages = readonly number[];

/**
 * Card: two powers of Diffie-Hellman, the certificate and the reader's signature verified, two signatures of its own. A login brings
 * it the exponent and the reader's key. Client: the same two powers, one signature, the card's two verified; it learns both keys.
 */
export function bareWork(
  { order, reader, authorityKey }: TestCard,
  messages: { readonly card: Messages; readonly client: Messages },
): { readonly card: BareWork; readonly client: BareWork } {
  const { device, authentication } = order.keys;
  // q stands for an exponent of its length.
  const power = { publicKey: { modulus: order.group.p, exponent: order.group.q } };
  const card = [verified(authorityKey), signed(device), signed(authentication)];
  const client = [signed(reader)];
  const [agreed, newlyAgreed] = [verified(power, 2), newlyVerified(power, 2)];
  return {
    card: {
      numbers: each(agreed, verified(reader), ...card),
      all: each(newlyAgreed, newlyVerified(reader), ...card, ciphered(messages.card)),
    },
    client: {
      numbers: each(agreed, verified(device), verified(authentication), ...client),
      all: each(
        newlyAgreed,
        newlyVerified(device),
        newlyVerified(authentication),
        ...client,
        ciphered(messages.client),
      ),
    },
  };
}

const BLOCK = Buffer.concat([Buffer.of(0), randomBytes(255)]);

interface Pair {
  readonly publicKey: RsaPublicKey;
}

/** The public operation, so many times. */
function verified({ publicKey }: Pair, times = 1): Act {
  const key = loaded(publicKey);
  return () => {
    for (let i = 0; i < times; i++) publicEncrypt(key, BLOCK);
  };
}

const newlyVerified =
  ({ publicKey }: Pair, times = 1): Act =>
  () => {
    const key = loaded(publicKey);
    for (let i = 0; i < times; i++) publicEncrypt(key, BLOCK);
  };

function signed({ privateKey }: { readonly privateKey: Uint8Array }): Act {
  const key = unpadded(createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' }));
  return () => privateEncrypt(key, BLOCK);
}

/** One way for the data, the other for the answers, and two for the MACs. */
const CIPHERS = 4;

function ciphered(messages: Messages): Act {
  const bytes = randomBytes(Math.max(...messages));
  return () => {
    const [cipher] = Array.from({ length: CIPHERS }, () =>
      createCipheriv('des-ede-cbc', createSecretKey(bytes.subarray(0, 16)), new Uint8Array(8)),
    );
    for (const length of messages) cipher?.update(bytes.subarray(0, length));
  };
}

const loaded = (key: RsaPublicKey): KeyObject =>
  unpadded(
    createPublicKey(`-----BEGIN RSA PUBLIC KEY-----\n${Buffer.from(encodeRsaPublicKey(key)).toString('base64')}
-----END RSA PUBLIC KEY-----`),
  );

/** Node asks the key itself for the padding. It takes one beside the key too, and then throws two errors inside to find the key. */
const unpadded = (key: KeyObject): KeyObject => Object.assign(key, { padding: constants.RSA_NO_PADDING });

const each =
  (...acts: readonly Act[]): Act =>
  () => {
    for (const act of acts) act();
  };
