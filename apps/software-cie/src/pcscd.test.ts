import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hex, systemClock } from '@tessera/base';
import { encodeCvCertificate } from '@tessera/ias';
import { connectToVpcd, loadPcscModule, type VpcdLink } from '@tessera/readers';
import { ownPort, type PrivatePcscd, startPcscd, whatPcscdMisses } from '@tessera/readers/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CitizenCard, citizenCard, TEST_PIN, TEST_PUK } from './testing/citizen-card.ts';
import { openProviderDouble, type ProviderDouble } from './testing/provider-double.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** How to get what these tests need; null when all of it is there. */
function missing(): string | null {
  try {
    loadPcscModule();
    return whatPcscdMisses();
  } catch {
    return 'npm run readers:build';
  }
}
const lacking = missing();
if (lacking !== null) console.log(`Tests of tessera-cie with pcscd are skipped. To run them:  ${lacking}`);

describe.skipIf(lacking !== null)('tessera-cie at a real pcscd', () => {
  let pcscd: PrivatePcscd;
  let link: VpcdLink;
  let citizen: CitizenCard;
  let provider: ProviderDouble;
  let folder: string;

  beforeAll(async () => {
    pcscd = await startPcscd('listens', ownPort());
    link = connectToVpcd({ port: pcscd.port });
    provider = await openProviderDouble('http://127.0.0.1:4490', systemClock);
    citizen = citizenCard();
    folder = await mkdtemp(join(tmpdir(), 'tessera-cie-'));
    const { serial, privateKey, certificate } = citizen.made.reader;
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const terminal = {
      serial: hex(serial),
      privateKey: base64(privateKey),
      certificate: base64(encodeCvCertificate(certificate)),
    };
    await writeFile(join(folder, 'terminal.json'), JSON.stringify(terminal));
    const settings = {
      provider: provider.origin,
      terminal: 'terminal.json',
      folder: join(folder, 'cards'),
      authorityName: 'Ministero di prova',
      helpDesk: { phone: '800 000 000', hours: { it: 'sempre', en: 'always', de: 'immer' } },
    };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  });
  afterAll(async () => {
    await provider.close();
    await link.close();
    await pcscd.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the program as a citizen does; what is typed comes through its input. */
  function run(args: readonly string[], ...lines: string[]): Promise<{ exit: number | null; text: string }> {
    const env = {
      ...process.env,
      LANG: 'it_IT.UTF-8',
      LC_ALL: '',
      PCSCLITE_CSOCK_NAME: pcscd.socket,
      TESSERA_CIE_SETTINGS: join(folder, 'settings.json'),
    };
    const program = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { env, timeout: 30_000 });
    let text = '';
    for (const stream of [program.stdout, program.stderr])
      stream.on('data', (chunk) => {
        text += String(chunk);
      });
    program.stdin.end(lines.map((line) => `${line}\n`).join(''));
    return new Promise((resolve) => program.on('close', (exit) => resolve({ exit, text })));
  }

  it('C-15 doctor finds the reader without a card, then everything in order', async () => {
    expect(await run(['doctor'])).toEqual({ exit: 1, text: expect.stringContaining('Nessuna carta sul lettore') });
    link.insert(citizen.card);
    // pcscd looks for cards a few times a second.
    const found = { exit: 0, text: expect.stringContaining('Tentativi rimasti per il PIN: 3 su 3') };
    await expect.poll(() => run(['doctor']), { timeout: 30_000 }).toEqual(found);
  });

  it('UNL-02, UNL-04, UNL-05 enrols, changes the PIN, and counts a wrong one', async () => {
    const enrolled = await run(['enrol'], TEST_PIN);
    expect(enrolled.text).toContain('La carta è abbinata');
    expect(enrolled.text).not.toContain(TEST_PIN);
    expect(await readdir(join(folder, 'cards'))).toHaveLength(1);
    expect((await run(['change-pin'], TEST_PIN, '55556666', '55556666')).text).toContain('Il PIN è cambiato');
    expect((await run(['enrol'], TEST_PIN)).text).toContain('Rimangono 2 tentativi');
    expect((await run(['unblock'], TEST_PUK, '77778888', '77778888')).text).toContain('Il PIN è sbloccato');
  }, 120_000);

  it('takes no code from the command line, and knows its own words', async () => {
    const given = await run(['enrol', TEST_PIN]);
    expect(given.exit).toBe(2);
    expect(given.text).not.toContain(TEST_PIN);
    expect((await run(['--help'])).text).toContain('tessera-cie <comando>');
  });
});
