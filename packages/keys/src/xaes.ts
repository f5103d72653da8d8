import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { systemRandom } from '@tessera/base';

/** Authenticated encryption under one key. */
export interface Sealing {
  /** nonce ‖ ciphertext ‖ tag. */
  seal(plain: Uint8Array, place: Uint8Array): Uint8Array;
  /** Null when the value is not what was sealed under this key for this place. */
  open(sealed: Uint8Array, place: Uint8Array): Uint8Array | null;
}

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * XAES-256-GCM: AES-256-GCM with nonces of 192 bits, long enough to be drawn at random.
 *
 * AES-GCM alone allows 2^32 random nonces under one key, which a country reaches; here it is 2^80 (T-CRY-03), also after a
 * restart, on a cloned machine and on several nodes that share the key.
 * Source: C2SP, XAES-256-GCM.
 */
export function xaes256gcm(
  key: KeyObject,
  drawNonce: () => Uint8Array = () => systemRandom.bytes(NONCE_BYTES),
): Sealing {
  const mask = cmacMask(key);
  return {
    seal: (plain, place) => {
      const nonce = drawNonce();
      const cipher = createCipheriv('aes-256-gcm', derivedKey(key, mask, nonce), nonce.subarray(12));
      cipher.setAAD(place);
      const body = cipher.update(plain);
      cipher.final();
      return Buffer.concat([nonce, body, cipher.getAuthTag()]);
    },
    open: (sealed, place) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', derivedKey(key, mask, nonce), nonce.subarray(12), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(place);
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        decipher.final();
      } catch {
        return null; // The tag does not match; Node says no more than that.
      }
      return plain;
    },
  };
}

/** The key of one message: two CMACs of the first half of the nonce, one block each. */
function derivedKey(key: KeyObject, mask: Uint8Array, nonce: Uint8Array): KeyObject {
  const blocks = Buffer.alloc(32);
  blocks.set([0, 1, 0x58, 0], 0);
  blocks.set(nonce.subarray(0, 12), 4);
  blocks.set([0, 2, 0x58, 0], 16);
  blocks.set(nonce.subarray(0, 12), 20);
  for (let i = 0; i < 32; i++) blocks[i] = (blocks[i] ?? 0) ^ (mask[i % 16] ?? 0);
  // As a KeyObject: Node takes four times as long over a cipher whose key comes as bytes.
  return createSecretKey(encryptBlocks(key, blocks));
}

/** K1 of CMAC (NIST SP 800-38B, 6.1): the encrypted zero block, doubled in GF(2^128). */
function cmacMask(key: KeyObject): Uint8Array {
  const block = encryptBlocks(key, Buffer.alloc(16));
  const carry = (block[0] ?? 0) >> 7;
  const doubled = block.map((byte, i) => (byte << 1) | ((block[i + 1] ?? 0) >> 7));
  doubled[15] = (doubled[15] ?? 0) ^ (carry * 0x87);
  return doubled;
}

function encryptBlocks(key: KeyObject, blocks: Uint8Array): Uint8Array {
  return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks);
}
