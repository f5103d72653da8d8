import { generateKeyPairSync } from 'node:crypto';
import { fromBase64url, hex } from '@tessera/base';
import { rsaPublic } from '@tessera/ias';
import { describe, expect, it } from 'vitest';
import { interopAuthority } from './interop-authority.ts';
import { nodePrimitives } from './node-primitives.ts';

/** Some exponent that is known without its modulus, as those of published clients are. */
const strangersExponent = (): Uint8Array => {
  const { d = '' } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return fromBase64url(d);
};

describe('interop authority', () => {
  it('believes what the given exponent signs', () => {
    const primitives = nodePrimitives();
    const exponent = strangersExponent();
    const { publicKey } = interopAuthority(exponent);
    expect(publicKey.modulus.length).toBe(256);
    expect(publicKey.modulus[0]).toBeGreaterThanOrEqual(0x80);
    const block = new Uint8Array(256).fill(0x6a);
    const signature = primitives.power(exponent, publicKey.modulus)(block);
    expect(hex(rsaPublic(publicKey, signature ?? block, primitives) ?? signature ?? block)).toBe(hex(block));
  });

  it('draws another modulus for each card', () => {
    const exponent = strangersExponent();
    expect(hex(interopAuthority(exponent).publicKey.modulus)).not.toBe(
      hex(interopAuthority(exponent).publicKey.modulus),
    );
  });

  it('refuses what is no exponent', () => {
    for (const exponent of [new Uint8Array(), Uint8Array.of(1), Uint8Array.of(4), new Uint8Array(257).fill(0xff)])
      expect(() => interopAuthority(exponent)).toThrow(RangeError);
  });
});
