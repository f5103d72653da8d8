import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

  it('publishes its root on an empty folder, and closes when it is told to', async () => {
    const port = await freePort();
    const process = start({
      TESSERA_ORIGIN: 'https://pki.example.it',
      TESSERA_AUTHORITY_NAME: 'Autorità di Esempio',
      TESSERA_HELP_DESK_PHONE: '800 000 000',
      TESSERA_HELP_DESK_HOURS: '{"it":"9-18","en":"9-18","de":"9-18"}',
      TESSERA_DATA: join(folder, 'data'),
      TESSERA_KEYS: join(folder, 'keys'),
      PORT: String(port),
    });
    await expect.poll(() => statusOf(port, '/ca/root.cer'), { timeout: 50_000, interval: 500 }).toBe(200);
    process.kill('SIGTERM');
    expect(await ended(process)).toBe(0);
  });
});

/** As a proxy that ends TLS would ask; null while nobody answers. */
const statusOf = (port: number, path: string): Promise<number | null> =>
  new Promise((resolve) => {
    const headers = { host: 'pki.example.it' };
    const asking = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    asking.on('error', () => resolve(null));
    asking.end();
  });
