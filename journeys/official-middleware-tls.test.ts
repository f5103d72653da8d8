import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPort, type PrivatePcscd, startPcscd, whatPcscdMisses } from '@tessera/readers/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cardDesk } from './card-desk.ts';
import { askWithCard } from './card-walk.ts';
import type { Citizen } from './citizen.ts';
import { type Country, journeys } from './country.ts';
import {
  CKR,
  type Middleware,
  openMiddleware,
  publishedExponent,
  WHAT_MIDDLEWARE_MISSES,
} from './official-middleware/middleware.ts';
import { hasArrived, readConsent } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

const missing = whatPcscdMisses() ?? WHAT_MIDDLEWARE_MISSES;
const PORT = ownPort(3);

/** The address of the TLS door that the login page sends the browser to: what the middleware's owner would follow. */
async function addressOfDoor({ page }: Visit, door: string): Promise<string> {
  const asked = page.waitForRequest((request) => request.url().startsWith(door));
  await page.route(`${door}/**`, (route) => route.abort());
  await page.getByRole('button', { name: 'Usa il certificato della carta' }).click();
  return (await asked).url();
}

/** One GET over TLS 1.2 whose handshake the card signs, through OpenSSL's PKCS#11 engine. All that was said. */
async function getWithCard(pcscd: PrivatePcscd, middleware: Middleware, address: string, lastDigits: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-handshake-'));
  try {
    const [der, pem, ask] = ['certificate.der', 'certificate.pem', 'ask'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await middleware.pkcs11('--read-object', '--type', 'cert', '--id', '43494530', '-o', der);
    execFileSync('openssl', ['x509', '-inform', 'der', '-in', der, '-out', pem]);
    const { host, pathname, search } = new URL(address);
    writeFileSync(ask, `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    const key = `pkcs11:token=CIE;object=CIE0;type=private;pin-value=${lastDigits}`;
    const command = `PKCS11_MODULE_PATH=${middleware.module} openssl s_client -engine pkcs11 -keyform engine -key '${key}' -cert ${pem} -tls1_2 -connect ${host} -ign_eof < ${ask}`;
    const settings = Object.entries(middleware.environment).map(([name, value]) => `${name}=${value}`);
    return await pcscd.run('env', [...settings, 'sh', '-c', command], 60_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the card there, and waits until pcscd sees it, or no longer. */
async function place({ addresses }: Country, { card }: Citizen, where: 'reader' | 'drawer', pcscd: PrivatePcscd) {
  await cardDesk(addresses['controlPanel'] ?? '').place(card.serial, where);
  const there = where === 'reader';
  for (let waited = 0; (await pcscd.run('opensc-tool', ['-l'])).includes(' Yes ') !== there; waited++) {
    if (waited > 100) throw new Error('pcscd does not notice');
    await sleep(100);
  }
}

if (missing === null) {
  const sandbox = { vpcd: { host: '127.0.0.1', port: PORT }, terminalExponent: publishedExponent() };
  journeys(
    'level 3 with the official middleware',
    (country) => {
      let pcscd: PrivatePcscd;
      let middleware: Middleware;
      beforeAll(async () => {
        pcscd = await startPcscd('listens', PORT);
        middleware = openMiddleware(pcscd);
      });
      afterAll(async () => {
        middleware.close();
        await pcscd.stop();
      });

      /** Enters with the card that lies on the reader; gives its answer to reset, which tells the maker. */
      const enters = async (citizen: Citizen): Promise<string> => {
        await place(country(), citizen, 'reader', pcscd);
        expect(await middleware.call('enrol', citizen.card.pin)).toMatchObject({ result: CKR.ok });

        const visit = await country().visit();
        await askWithCard(visit);
        const door = country().addresses['idpCardTls'] ?? '';
        const said = await getWithCard(pcscd, middleware, await addressOfDoor(visit, door), citizen.card.pin.slice(4));
        expect(said).toMatch(/Protocol\s*: TLSv1\.2/);
        expect(said).toMatch(/HTTP\/1\.1 303/);
        const [, back = ''] = /^location: (\S+)/im.exec(said) ?? [];

        await visit.page.goto(back);
        await readConsent(visit, 3, citizen);
        await visit.press(visit.labels.agree);
        await hasArrived(visit, 3, citizen);
        const atr = await pcscd.run('opensc-tool', ['-a', '-r', '0']);
        await place(country(), citizen, 'drawer', pcscd);
        return atr;
      };

      it('IDP-20 L3-02 L3-06 handshakes in TLS 1.2, signed by cards of two makers through it, end in the service', async () => {
        const active = await enters(await country().citizenLike('active-card'));
        // Without credentials: the card is all that this citizen has.
        const cardAlone = await enters(await country().newCitizen({ card: 'delivered' }));
        expect(active).not.toBe(cardAlone);
      });
    },
    { sandbox },
  );
} else {
  it.skip(`the official middleware: ${missing}`, () => undefined);
}
