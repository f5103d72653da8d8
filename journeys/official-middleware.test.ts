import { execFileSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromUtf8 } from '@tessera/base';
import { type CardState, createCard, type Maker } from '@tessera/chip';
import { CODE } from '@tessera/ias';
import { connectToVpcd, interopAuthority, nodePrimitives, type VpcdLink } from '@tessera/readers';
import { ownPort, type PrivatePcscd, startPcscd, whatPcscdMisses } from '@tessera/readers/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CKR,
  type Middleware,
  openMiddleware,
  publishedExponent,
  WHAT_MIDDLEWARE_MISSES,
} from './official-middleware/middleware.ts';
import { pressedCard } from './official-middleware/pressed-card.ts';

const missing = whatPcscdMisses() ?? WHAT_MIDDLEWARE_MISSES;
if (missing !== null) console.log(`Tests with the official middleware are skipped. To run them:  ${missing}`);

/** SHA-256 within PKCS#1's DigestInfo: the module's own SHA256-RSA-PKCS puts another prefix before it. */
const DIGEST_INFO_SHA256 = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const NEW_PIN = '13572468';
const OTHER_PIN = '86427531';

const CARDS: readonly (readonly [Maker, 'classic' | 'newer'])[] = [
  ['gemalto', 'classic'],
  ['nxp', 'newer'],
  ['actalis2023', 'newer'],
];

describe.skipIf(missing !== null).each(CARDS)(
  'the official middleware and our card, as %s makes it (%s)',
  (maker, form) => {
    let pcscd: PrivatePcscd;
    let link: VpcdLink;
    let middleware: Middleware;
    let card: CardState;
    let folder: string;
    let pin: string;
    let puk: string;
    let tries: ReadonlyMap<number, { readonly triesLeft: number }>;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tessera-interop-'));
      card = await pressedCard(maker, form, interopAuthority(publishedExponent()));
      [pin, puk] = [CODE.pin, CODE.puk].map((code) =>
        fromUtf8(card.codes.get(code)?.reference ?? new Uint8Array()),
      ) as [string, string];
      pcscd = await startPcscd('listens', ownPort());
      link = connectToVpcd({ port: pcscd.port });
      const save = async (codes: CardState['codes']): Promise<void> => {
        tries = codes;
      };
      tries = card.codes;
      link.insert(createCard(card, { primitives: nodePrimitives(), memory: { save } }));
      for (let waited = 0; !(await pcscd.run('opensc-tool', ['-l'])).includes(' Yes '); waited++) {
        if (waited > 50) throw new Error('pcscd does not see the card');
        await sleep(100);
      }
      middleware = openMiddleware(pcscd);
    }, 60_000);
    afterAll(async () => {
      middleware?.close();
      await link?.close();
      await pcscd?.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const triesLeft = (code: number) => tries.get(code)?.triesLeft;
    /** Signs with the card through the module, as its owner would: with the last four digits. */
    const signed = async (text: string, lastDigits: string) => {
      const [asked, answer] = [join(folder, 'digest'), join(folder, 'signature')];
      writeFileSync(asked, Buffer.concat([DIGEST_INFO_SHA256, createHash('sha256').update(text).digest()]));
      rmSync(answer, { force: true });
      const said = await middleware.pkcs11(
        '--login',
        '--pin',
        lastDigits,
        '--sign',
        '--mechanism',
        'RSA-PKCS',
        '--id',
        '43494530',
        '-i',
        asked,
        '-o',
        answer,
      );
      return { said, read: () => readFileSync(answer) };
    };
    const certificate = async () => {
      const file = join(folder, 'certificate.der');
      await middleware.pkcs11('--read-object', '--type', 'cert', '--id', '43494530', '-o', file);
      return new X509Certificate(readFileSync(file));
    };

    it('enrols with eight digits, and only once', async () => {
      const enrolled = await middleware.call('enrol', pin);
      expect(enrolled).toMatchObject({ result: CKR.ok });
      expect(enrolled.card).toMatch(/^\d{12} .*(Gelsomina|Testamarker)/);
      expect(await middleware.call('enrol', pin)).toMatchObject({ result: CKR.alreadyEnrolled });
    });

    it('lists token, certificate and key', async () => {
      expect(await middleware.pkcs11('--list-slots')).toMatch(/token label\s*:\s*CIE/);
      const objects = await middleware.pkcs11('--login', '--pin', pin.slice(4), '--list-objects');
      expect(objects).toContain('Certificate Object');
      expect(objects).toContain('Private Key Object');
      const { subject } = await certificate();
      expect(subject).toContain('Testamarker');
    });

    it('signs, and OpenSSL verifies', async () => {
      const signature = (await signed('a text', pin.slice(4))).read();
      const key = (await certificate()).publicKey;
      expect(verify('sha256', Buffer.from('a text'), key, signature)).toBe(true);
      writeFileSync(join(folder, 'key.pem'), key.export({ type: 'spki', format: 'pem' }));
      writeFileSync(join(folder, 'text'), 'a text');
      const said = execFileSync('openssl', [
        'dgst',
        '-sha256',
        '-verify',
        join(folder, 'key.pem'),
        '-signature',
        join(folder, 'signature'),
        join(folder, 'text'),
      ]);
      expect(said.toString()).toContain('Verified OK');
    });

    it('UNL-04 changes the PIN', async () => {
      expect(await middleware.call('change-pin', pin, NEW_PIN)).toMatchObject({ result: CKR.ok });
      expect((await signed('with the new one', NEW_PIN.slice(4))).read()).toHaveLength(256);
    });

    it('UNL-05 counts wrong PINs down to the block, and no try comes back', async () => {
      expect(await middleware.call('change-pin', '00000000', OTHER_PIN)).toEqual({
        result: CKR.pinIncorrect,
        attempts: 2,
        card: null,
      });
      expect(await middleware.call('change-pin', '00000000', OTHER_PIN)).toEqual({
        result: CKR.pinIncorrect,
        attempts: 1,
        card: null,
      });
      const third = await middleware.call('change-pin', '00000000', OTHER_PIN);
      expect([CKR.pinIncorrect, CKR.pinLocked]).toContain(third.result);
      expect(triesLeft(CODE.pin)).toBe(0);
      expect(await middleware.call('change-pin', NEW_PIN, OTHER_PIN)).toMatchObject({ result: CKR.pinLocked });
    });

    it('UNL-03 unblocks with the PUK, and a wrong one costs one of ten tries', async () => {
      expect(await middleware.call('unblock', '00000000', OTHER_PIN)).toEqual({
        result: CKR.pinIncorrect,
        attempts: 9,
        card: null,
      });
      expect(triesLeft(CODE.puk)).toBe(9);
      expect(await middleware.call('unblock', puk, OTHER_PIN)).toMatchObject({ result: CKR.ok });
      expect([triesLeft(CODE.pin), triesLeft(CODE.puk)]).toEqual([3, 10]);
      expect((await signed('unblocked', OTHER_PIN.slice(4))).read()).toHaveLength(256);
    });
  },
);
