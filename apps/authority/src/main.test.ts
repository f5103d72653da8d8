import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { renewKeys } from '@tessera/keys';
import { freePort } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('the card authority in production', () => {
  let folder: string;
  let child: ChildProcess | null = null;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-authority-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const start = (environment: Readonly<Record<string, string>>): ChildProcess => {
    child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return child;
  };
  const ended = (process: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => process.once('exit', resolve));

  it('names every setting that is missing, and does not start', async () => {
    const process = start({});
    let said = '';
    process.stderr?.on('data', (data) => {
      said += String(data);
    });
    expect(await ended(process)).not.toBe(0);
    expect(said).toContain('TESSERA_ORIGIN');
  });

  it('publishes its root on an empty folder, and a new issuing key while it runs; and closes when it is told to', async () => {
    const port = await freePort();
    const keys = join(folder, 'keys');
    const process = start({
      TESSERA_ORIGIN: 'https://pki.example.it',
      TESSERA_AUTHORITY_NAME: 'Autorità di Esempio',
      TESSERA_HELP_DESK_PHONE: '800 000 000',
      TESSERA_HELP_DESK_HOURS: '{"it":"9-18","en":"9-18","de":"9-18"}',
      TESSERA_DATA: join(folder, 'data'),
      TESSERA_KEYS: keys,
      PORT: String(port),
    });
    await expect.poll(() => statusOf(port, '/ca/root.cer'), { timeout: 50_000, interval: 500 }).toBe(200);
    expect(await statusOf(port, '/ca/issuing-2.cer')).toBe(404);
    renewKeys({ folder: keys }, 'card-issuer');
    const [, all = ''] = await answerOf(port, '/ca/authorities.pem');
    expect(all.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    for (const path of ['/ca/issuing.cer', '/crl/issuing.crl', '/ca/issuing-2.cer', '/crl/issuing-2.crl'])
      expect(await statusOf(port, path), path).toBe(200);
    expect((await answerOf(port, '/'))[1]).toContain('Autorità di emissione 2');
    process.kill('SIGTERM');
    expect(await ended(process)).toBe(0);
  });
});

/** Status and body, as a proxy that ends TLS would get them; nothing while nobody answers. */
const answerOf = (port: number, path: string): Promise<readonly [status?: number, body?: string]> =>
  new Promise((resolve) => {
    const headers = { host: 'pki.example.it' };
    const asking = request({ host: '127.0.0.1', port, path, headers }, async (response) => {
      resolve([response.statusCode ?? 0, await text(response)]);
    });
    asking.on('error', () => resolve([]));
    asking.end();
  });

const statusOf = async (port: number, path: string): Promise<number | undefined> => (await answerOf(port, path))[0];
