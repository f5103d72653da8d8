import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodePrimitives } from './index.ts';

const ZERO_IV = new Uint8Array(8);
const primitives = nodePrimitives();
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const blocks = fc.integer({ min: 1, max: 30 }).chain((count) => bytes(8 * count));

function fresh(kind: 'encrypt' | 'decrypt', key: Uint8Array, message: Uint8Array): Uint8Array {
  const cipher = (kind === 'encrypt' ? createCipheriv : createDecipheriv)('des-ede-cbc', key, ZERO_IV);
  cipher.setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(message), cipher.final()]));
}

describe('ciphers that are kept for the next message', () => {
  it('give what new ones would give, message after message, in any order', () => {
    const message = fc.record({ kind: fc.constantFrom('encrypt', 'decrypt', 'single'), message: blocks } as const);
    fc.assert(
      fc.property(bytes(16), fc.array(message, { minLength: 1, maxLength: 8 }), (key, messages) => {
        for (const { kind, message: sent } of messages) {
          const before = sent.slice();
          if (kind === 'encrypt') expect(primitives.tripleDesEncrypt(key, sent)).toEqual(fresh(kind, key, sent));
          else if (kind === 'decrypt') expect(primitives.tripleDesDecrypt(key, sent)).toEqual(fresh(kind, key, sent));
          else {
            const half = key.subarray(0, 8);
            expect(primitives.desEncrypt(half, sent)).toEqual(fresh('encrypt', Uint8Array.of(...half, ...half), sent));
          }
          expect(sent).toEqual(before);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('are made anew when another key stands in the same bytes', () => {
    const key = new Uint8Array(16).fill(1);
    const message = new Uint8Array(16);
    primitives.tripleDesEncrypt(key, message);
    key.fill(7);
    expect(primitives.tripleDesEncrypt(key, message)).toEqual(fresh('encrypt', key, message));
  });
});
