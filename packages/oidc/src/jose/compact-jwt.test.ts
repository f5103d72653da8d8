import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JWT_LENGTH_MAX } from '../profile.ts';
import { readCompactJwt } from './compact-jwt.ts';
import { messageTimeProblem, numericDate } from './message-time.ts';
import { readJsonObject } from './strict-json.ts';

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');

describe('compact JWT', () => {
  it('is read for every header and claims that are objects, and signed by something', () => {
    const json = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(json, json, fc.uint8Array({ minLength: 1, maxLength: 80 }), (header, claims, signature) => {
        const token = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}.${encode(signature)}`;
        fc.pre(token.length <= JWT_LENGTH_MAX);
        expect(readCompactJwt(token)).toEqual({
          token,
          header: JSON.parse(JSON.stringify(header)),
          claims: JSON.parse(JSON.stringify(claims)),
          signed: Buffer.from(token.split('.').slice(0, 2).join('.')),
          signature: Buffer.from(signature),
        });
      }),
    );
  });

  it('promise 26 is null, and never an exception, for any other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
        expect(readCompactJwt(text)).toBeNull();
        expect(readCompactJwt(`${text}.${text}.${text}`)).toBeNull();
      }),
    );
    expect(readCompactJwt('a.b.c.d.e')).toBeNull();
    expect(readCompactJwt(`${encode('{}')}.${encode(`{"a":"${'a'.repeat(JWT_LENGTH_MAX)}"}`)}.AA`)).toBeNull();
  });
});

describe('JSON of a signed message', () => {
  it('T-OID-20 reads what JSON.parse reads, and refuses a name that comes twice in one object', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const object = `{"x":${text}}`;
        expect(readJsonObject(object)).toEqual(JSON.parse(object));
        expect(readJsonObject(`{"x":${text},"y":1,"x":1}`)).toBeNull();
      }),
    );
  });

  it('T-OID-20 takes the same name in different objects, and brackets and escapes inside texts', () => {
    for (const text of [
      '{"a":{"a":[{"a":1},{"a":2}]}}',
      '{"a":"{\\"a\\":1,\\"a\\":2}"}',
      '{"a":"\\\\","b":"]}"}',
      '{"":1}',
    ]) {
      expect(readJsonObject(text)).toEqual(JSON.parse(text));
    }
    for (const text of ['{"a":1,"\\u0061":2}', '{"a":{"b":1,"b":2}}', '[]', '1', 'null', '"a"', '', '{', '{"a":1}x']) {
      expect(readJsonObject(text)).toBeNull();
    }
  });

  it('T-OID-20 nests eight deep and no deeper', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect(readJsonObject(nested(8))).not.toBeNull();
    expect(readJsonObject(nested(9))).toBeNull();
    expect(readJsonObject(nested(8_000))).toBeNull();
  });
});

describe('times of a message', () => {
  it('T-OID-20 are numbers of seconds: no text, no infinity, nothing beyond what a clock can say', () => {
    expect(numericDate(1.5)).toBe(1_500);
    for (const value of ['1', null, undefined, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, [1], {}]) {
      expect(numericDate(value)).toBeNull();
    }
  });

  it('may have no end only where that is tolerated', () => {
    expect(messageTimeProblem({ iat: 0 }, 0)).toMatch(/^exp/);
    expect(messageTimeProblem({ iat: 0 }, 0, true)).toBeNull();
    expect(messageTimeProblem({ iat: 0, exp: 'never' }, 0, true)).toMatch(/^exp/);
  });
});
