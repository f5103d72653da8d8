import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { utf8 } from '@tessera/base';
import fc from 'fast-check';
import { CompactSign, compactDecrypt, compactVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { CONTENT_ENCRYPTION_ALGORITHMS, KEY_ENCRYPTION_ALGORITHMS, SIGNING_ALGORITHMS } from '../algorithms.ts';
import { readCompactJwt } from './compact-jwt.ts';
import { encryptContent } from './content-encryption.ts';
import { encryptJwe } from './encrypt-jwe.ts';
import { verifyJws } from './verify-jws.ts';

interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const RSA: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC: Readonly<Record<string, Pair>> = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};
const pairFor = (algorithm: string): Pair => EC[algorithm] ?? RSA;

/** Whether jose takes the token: the judge. */
const joseTakes = (token: string, key: KeyObject, algorithm: string): Promise<boolean> =>
  compactVerify(token, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );

function weTake(token: string, key: KeyObject, algorithm: (typeof SIGNING_ALGORITHMS)[number]): boolean {
  const read = readCompactJwt(token);
  return read !== null && verifyJws(read, key, algorithm);
}

describe.each(SIGNING_ALGORITHMS)('signature with %s', (algorithm) => {
  const { privateKey, publicKey } = pairFor(algorithm);
  const signed = (claims: string) =>
    new CompactSign(utf8(claims)).setProtectedHeader({ alg: algorithm }).sign(privateKey);

  it('promise 27 is taken when jose made it', async () => {
    expect(weTake(await signed('{"iss":"x"}'), publicKey, algorithm)).toBe(true);
  });

  it('promise 27 is refused when jose refuses it: changed in one character, cut, lengthened, or of another key', async () => {
    const token = await signed('{"iss":"x"}');
    const other = algorithm.startsWith('ES')
      ? generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-521' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(weTake(token, other.publicKey, algorithm)).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom('A', 'B', 'z', '_', '.', '=', ''), async (at, put) => {
        const changed = token.slice(0, at) + put + token.slice(at + 1);
        const taken = weTake(changed, publicKey, algorithm);
        expect(taken).toBe(changed === token);
        // jose is laxer in one thing: unused bits at the end of a part. Whatever we take, it takes.
        if (taken) expect(await joseTakes(changed, publicKey, algorithm)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('promise 27 is refused under every other algorithm, though the key could make both', async () => {
    const token = await signed('{"iss":"x"}');
    for (const other of SIGNING_ALGORITHMS.filter((each) => each !== algorithm)) {
      expect(weTake(token, publicKey, other)).toBe(false);
      expect(await joseTakes(token, publicKey, other)).toBe(false);
    }
  });

  it('T-OID-19 is refused when its length is not the algorithm’s own, as a DER signature of a curve is', async () => {
    const [header = '', claims = ''] = (await signed('{"iss":"x"}')).split('.');
    const hash = algorithm.endsWith('512') ? 'sha512' : 'sha256';
    const der = sign(hash, Buffer.from(`${header}.${claims}`), privateKey);
    for (const bytes of [der, Buffer.concat([der, Buffer.alloc(1)]), Buffer.alloc(1), Buffer.alloc(der.length)]) {
      const token = `${header}.${claims}.${bytes.toString('base64url')}`;
      expect(weTake(token, publicKey, algorithm)).toBe(await joseTakes(token, publicKey, algorithm));
    }
  });
});

describe('encryption', () => {
  const cases = KEY_ENCRYPTION_ALGORITHMS.flatMap((algorithm) =>
    CONTENT_ENCRYPTION_ALGORITHMS.map((content) => [algorithm, content] as const),
  );

  it.each(cases)('promise 27 with %s and %s is opened by jose, for any text', async (algorithm, content) => {
    const { privateKey, publicKey } = algorithm.startsWith('RSA') ? RSA : pairFor('ES256');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const jwe = await encryptJwe(text, { algorithm, content, kid: 'k', key: publicKey });
        const opened = await compactDecrypt(jwe, privateKey);
        expect(Buffer.from(opened.plaintext)).toEqual(Buffer.from(text));
        expect(opened.protectedHeader).toMatchObject({ alg: algorithm, enc: content, kid: 'k', cty: 'JWT' });
      }),
      { numRuns: 15 },
    );
  });

  it('promise 27 draws a key and a vector of its own for each message', async () => {
    const to = { algorithm: 'RSA-OAEP-256', content: 'A256CBC-HS512', kid: 'k', key: RSA.publicKey } as const;
    const [one, two] = [await encryptJwe('same', to), await encryptJwe('same', to)].map((jwe) => jwe.split('.'));
    for (const part of [1, 2, 3, 4]) expect(one?.[part]).not.toBe(two?.[part]);
  });

  it('is not opened once a part was changed', async () => {
    const to = { algorithm: 'RSA-OAEP-256', content: 'A256CBC-HS512', kid: 'k', key: RSA.publicKey } as const;
    const parts = (await encryptJwe('same', to)).split('.');
    for (const at of [2, 3, 4]) {
      const changed = parts.with(at, `${parts[at]?.startsWith('A') ? 'B' : 'A'}${parts[at]?.slice(1)}`);
      await expect(compactDecrypt(changed.join('.'), RSA.privateKey)).rejects.toThrow();
    }
  });

  it('has the shape of RFC 7518 5.2: sixteen bytes of vector, whole blocks, half a hash', () => {
    const { iv, body, tag } = encryptContent('A128CBC-HS256', Buffer.alloc(32), utf8('sixteen bytes ..'), utf8('a'));
    expect([iv.length, body.length, tag.length]).toEqual([16, 32, 16]);
  });
});
