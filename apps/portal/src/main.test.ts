import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@tessera/web/testing';
import { afterEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Portal {
  /** Everything it wrote, on both streams. */
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  readonly stop: () => void;
}

/** A volume without room, where the system has one. */
const FULL = '/dev/full';

function start(environment: Readonly<Record<string, string>>, standardOutput: 'pipe' | number = 'pipe'): Portal {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', standardOutput, 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output += String(data);
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  return { output: () => output, ended, stop: () => child.kill('SIGTERM') };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** As a proxy that ends TLS would ask; null while nobody answers. */
const ask = (port: number, host: string): Promise<Answer | null> =>
  new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
    asking.on('error', () => resolve(null));
    asking.end();
  });

describe('the portal in production', () => {
  const folders: string[] = [];
  const portals: Portal[] = [];
  afterEach(async () => {
    for (const portal of portals.splice(0)) portal.stop();
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  });

  const environment = async (port: number) => {
    const folder = await mkdtemp(join(tmpdir(), 'tessera-portal-'));
    folders.push(folder);
    return {
      TESSERA_ORIGIN: 'https://portal.example.it',
      TESSERA_AUTHORITY_NAME: 'Autorità di Esempio',
      TESSERA_HELP_DESK_PHONE: '800 000 000',
      TESSERA_HELP_DESK_HOURS: '{"it":"9-18","en":"9-18","de":"9-18"}',
      TESSERA_FEEDBACK_EMAIL: 'accessibilita@tessera.example',
      TESSERA_DATA: join(folder, 'data'),
      TESSERA_KEYS: join(folder, 'keys'),
      PORT: String(port),
    };
  };

  it('answers under its own name alone, with HSTS and __Host- cookies, and stops when it is told to', async () => {
    const port = await freePort();
    const portal = start(await environment(port));
    portals.push(portal);
    await expect.poll(() => ask(port, 'portal.example.it'), { timeout: 50_000, interval: 200 }).not.toBeNull();
    const own = await ask(port, 'portal.example.it');
    expect(own?.status, portal.output()).toBe(200);
    expect(own?.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(String(own?.headers['set-cookie'])).toMatch(/^__Host-tessera-portal-browser=.*; Secure/);
    expect((await ask(port, 'evil.example'))?.status).toBe(421);
    portal.stop();
    expect(await portal.ended).toBe(0);
  });

  it.runIf(existsSync(FULL))('T-INF-05 serves, and stops, while the volume of its log is full', async () => {
    // What used to happen: the first line of the log ended the process, and its end waited for ever.
    const port = await freePort();
    const portal = start(await environment(port), openSync(FULL, 'w'));
    portals.push(portal);
    await expect.poll(() => ask(port, 'portal.example.it'), { timeout: 50_000, interval: 200 }).not.toBeNull();
    for (let i = 0; i < 3; i++) expect((await ask(port, 'portal.example.it'))?.status, portal.output()).toBe(200);
    portal.stop();
    expect(await portal.ended).toBe(0);
  });

  it('refuses to start on plain http, and without its settings, naming each', async () => {
    const plain = start({ ...(await environment(1)), TESSERA_ORIGIN: 'http://localhost:4001' });
    const bare = start({});
    portals.push(plain, bare);
    expect(await plain.ended).not.toBe(0);
    expect(plain.output()).toContain('TESSERA_ORIGIN: must be an https origin');
    expect(await bare.ended).not.toBe(0);
    for (const name of ['TESSERA_ORIGIN', 'TESSERA_AUTHORITY_NAME', 'TESSERA_HELP_DESK_PHONE']) {
      expect(bare.output()).toContain(name);
    }
  });
});
