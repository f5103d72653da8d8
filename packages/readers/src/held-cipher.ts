import { type Cipheriv, createCipheriv, createDecipheriv, createSecretKey, type Decipheriv } from 'node:crypto';
import { plainBytes } from './plain-bytes.ts';

const TRIPLE_DES = 'des-ede-cbc';
const BLOCK = 8;

/** Triple DES in CBC mode under one key, from a zero IV each time. */
export type BlockCipher = (blocks: Uint8Array) => Uint8Array;

/** A cipher under a key, and the key's bytes when it was made. */
interface Held {
  readonly key: Uint8Array;
  readonly run: BlockCipher;
}

/**
 * Finds the cipher that was made for this key before: to make one costs several times as much as to use it, and a channel uses each of
 * its keys in every message. It goes when the key goes.
 */
export function heldCiphers(make: (key: Uint8Array) => BlockCipher): (key: Uint8Array) => BlockCipher {
  // By the buffer, for parts of a key are views made anew each time.
  const held = new WeakMap<ArrayBufferLike, Map<number, Held>>();
  return (key) => {
    const inBuffer = held.get(key.buffer) ?? new Map<number, Held>();
    const known = inBuffer.get(key.byteOffset);
    // Somebody may have written another key into the same bytes.
    if (known !== undefined && Buffer.compare(known.key, key) === 0) return known.run;
    const made: Held = { key: key.slice(), run: make(key) };
    held.set(key.buffer, inBuffer.set(key.byteOffset, made));
    return made.run;
  };
}

/** A cipher in CBC mode goes on from its last block; that block is taken out of the next message's first one. */
export function encrypting(key: Uint8Array): BlockCipher {
  const cipher = withoutPadding(createCipheriv(TRIPLE_DES, createSecretKey(key), new Uint8Array(BLOCK)));
  let last = new Uint8Array(BLOCK);
  return (blocks) => {
    const mixed = Uint8Array.from(blocks);
    mixIn(mixed, last);
    const encrypted = plainBytes(cipher.update(mixed));
    mixed.fill(0);
    last = encrypted.slice(-BLOCK);
    return encrypted;
  };
}

/** The same the other way: what it mixed into the first block of a message is taken out again. */
export function decrypting(key: Uint8Array): BlockCipher {
  const cipher = withoutPadding(createDecipheriv(TRIPLE_DES, createSecretKey(key), new Uint8Array(BLOCK)));
  let last = new Uint8Array(BLOCK);
  return (blocks) => {
    const decrypted = plainBytes(cipher.update(blocks));
    mixIn(decrypted, last);
    last = blocks.slice(-BLOCK);
    return decrypted;
  };
}

function withoutPadding<Either extends Cipheriv | Decipheriv>(cipher: Either): Either {
  cipher.setAutoPadding(false);
  return cipher;
}

function mixIn(blocks: Uint8Array, block: Uint8Array): void {
  for (const [i, byte] of block.entries()) blocks[i] = (blocks[i] ?? 0) ^ byte;
}
