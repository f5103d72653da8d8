import { DAY, hex, utf8 } from '@tessera/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signSecurityObject } from './security-object.ts';
import { checkSecurityObject } from './security-object-check.ts';
import { openTestAuthority, type TestAuthority } from './testing/test-authority.ts';

const FILES = new Map([
  [0xa1, utf8('123456789012')],
  [0xa2, utf8('CA00000AA')],
  [0x1b, new Uint8Array(500)],
]);

/** Every seventh number: changing all of them proves no more. */
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / 7) }, (_, i) => from + 7 * i);

describe('passive authentication', () => {
  let test: TestAuthority;
  beforeAll(async () => {
    test = await openTestAuthority('sqlite');
  });
  afterAll(() => test.close());

  const check = async (object: Uint8Array, files: ReadonlyMap<number, Uint8Array> = FILES, at = test.bed.clock.now()) =>
    checkSecurityObject(object, files, { trust: await test.trust(), at });

  for (const form of ['classic', 'newer'] as const) {
    it(`T-CRD-13 believes the ${form} form, and no file that is another, missing, or one too many`, async () => {
      const object = await test.authority.signSecurityObject(FILES, form);
      expect(await check(object)).toBe('genuine');
      const changed = new Map(FILES).set(0xa1, utf8('123456789013'));
      const swapped = new Map(FILES).set(0xa1, utf8('CA00000AA')).set(0xa2, utf8('123456789012'));
      const missing = new Map([...FILES].slice(1));
      const further = new Map(FILES).set(0xa3, utf8('x'));
      for (const files of [changed, swapped, missing, further]) expect(await check(object, files)).toBe('altered');
    });

    it(`T-CRD-13 never calls the ${form} form genuine with a byte of its list, attributes or signature changed`, async () => {
      const object = await test.authority.signSecurityObject(FILES, form);
      const whole = hex(object);
      const list = whole.indexOf('0606678108010101a0') / 2 + 8;
      const attributes = whole.lastIndexOf('06092a864886f70d010903') / 2;
      const covered = [...range(list, list + 180), ...range(attributes, attributes + 50), ...range(-256, 0)];
      for (const at of covered) {
        const changed = Uint8Array.from(object);
        const place = at < 0 ? object.length + at : at;
        changed[place] = (changed[place] ?? 0) ^ 1;
        expect(['altered', 'malformed'], `byte ${place}`).toContain(await check(changed));
      }
    });
  }

  it('T-CRD-13 does not believe a signer that no root of ours certified, or that is an authority', async () => {
    const object = await test.authority.signSecurityObject(FILES);
    const issuing = await test.authority.certificateOf('issuer');
    const at = test.bed.clock.now();
    expect(await checkSecurityObject(object, FILES, { trust: [], at })).toBe('signer-not-ours');
    expect(await checkSecurityObject(object, FILES, { trust: [issuing], at })).toBe('signer-not-ours');
    // The OCSP responder is certified by the issuing authority: no root vouches for it as a signer of documents.
    const usurped = await signSecurityObject(() => test.offices('responder'), FILES, 'classic');
    expect(await check(usurped)).toBe('signer-not-ours');
    const byAuthority = await signSecurityObject(() => test.offices('issuer'), FILES, 'classic');
    expect(await check(byAuthority)).toBe('malformed');
  });

  it('T-CRD-13 is over with the signer’s certificate, and not begun before it', async () => {
    const object = await test.authority.signSecurityObject(FILES);
    const { certificate } = await test.offices('document-signer');
    expect(await check(object, FILES, certificate.notAfter.getTime())).toBe('genuine');
    expect(await check(object, FILES, certificate.notAfter.getTime() + DAY)).toBe('expired');
    expect(await check(object, FILES, certificate.notBefore.getTime() - DAY)).toBe('expired');
  });

  it('calls malformed what is no security object', async () => {
    const object = await test.authority.signSecurityObject(FILES);
    for (const bytes of [new Uint8Array(), object.subarray(1), object.subarray(0, -1), Uint8Array.of(...object, 0)])
      expect(await check(bytes)).toBe('malformed');
  });
});
