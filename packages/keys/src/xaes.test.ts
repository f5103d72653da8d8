import { createHash, createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { xaes256gcm } from './xaes.ts';

const key = (byte: number) => createSecretKey(Buffer.alloc(32, byte));
const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
const hexOf = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('hex'));

describe('XAES-256-GCM', () => {
  // Source of all numbers: C2SP, XAES-256-GCM, test vectors.
  it('gives the values of its specification', () => {
    const plain = Buffer.from('XAES-256-GCM');
    const first = xaes256gcm(key(1), () => nonce).seal(plain, Buffer.alloc(0));
    expect(hexOf(first.subarray(24))).toBe('ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271');
    const place = Buffer.from('c2sp.org/XAES-256-GCM');
    const second = xaes256gcm(key(3), () => nonce).seal(plain, place);
    expect(hexOf(second.subarray(24))).toBe('986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d');
    expect(hexOf(xaes256gcm(key(3)).open(second, place))).toBe(hexOf(plain));
  });

  it('gives the sum of 10,000 drawn values of its specification', () => {
    const stream = createHash('shake128', { outputLength: 6_000_000 }).digest();
    let read = 0;
    const draw = (length: number) => {
      read += length;
      return stream.subarray(read - length, read);
    };
    const drawList = () => draw(draw(1)[0] ?? 0);
    const sum = createHash('shake128', { outputLength: 32 });
    for (let i = 0; i < 10_000; i++) {
      const [drawnKey, drawnNonce] = [draw(32), draw(24)];
      const [plain, place] = [drawList(), drawList()];
      const sealing = xaes256gcm(createSecretKey(drawnKey), () => drawnNonce);
      const sealed = sealing.seal(plain, place);
      sum.update(sealed.subarray(24));
      expect(hexOf(sealing.open(sealed, place))).toBe(hexOf(plain));
    }
    expect(sum.digest('hex')).toBe('e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939');
  });

  it('does not open what was changed in any byte, cut, or sealed for another place', () => {
    const sealing = xaes256gcm(key(1));
    const place = Buffer.from('place');
    const sealed = sealing.seal(Buffer.from('secret'), place);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(sealing.open(changed, place)).toBeNull();
      expect(sealing.open(sealed.subarray(0, at), place)).toBeNull();
    }
    expect(sealing.open(sealed, Buffer.from('Place'))).toBeNull();
    expect(xaes256gcm(key(2)).open(sealed, place)).toBeNull();
  });
});
