import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromHex, hex } from '@tessera/base';
import { encodeCvCertificate } from '@tessera/ias';
import { afterEach, describe, expect, it } from 'vitest';
import { type CitizenCard, citizenCard } from './testing/citizen-card.ts';

const SCRIPT = fileURLToPath(new URL('./testing/software-cie-process.ts', import.meta.url));
const TYPED = '73519264';
const WRONG = '46291573';
const HIDDEN = /name="form_token" value="([^"]+)"/;

/** The process; and the folder with who it is to cards. */
let child: ChildProcess | null = null;
let folder: string | null = null;
afterEach(async () => {
  const ended = child === null ? null : once(child, 'exit');
  child?.kill();
  await ended;
  if (folder !== null) await rm(folder, { recursive: true, force: true });
  [child, folder] = [null, null];
});

/** Starts the process and answers for the card; gives the process's address. */
async function start({ made, card }: CitizenCard): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'tessera-memory-'));
  const { serial, privateKey, certificate } = made.reader;
  const terminal = {
    serial: hex(serial),
    privateKey: Buffer.from(privateKey).toString('base64'),
    certificate: Buffer.from(encodeCvCertificate(certificate)).toString('base64'),
  };
  await writeFile(join(folder, 'terminal.json'), JSON.stringify(terminal));
  const started = spawn(process.execPath, ['--import', 'tsx', SCRIPT, join(folder, 'terminal.json')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child = started;
  return new Promise((resolve, reject) => {
    started.once('exit', () => reject(new Error('it ended')));
    started.on('message', async (message) => {
      const asked = String(message);
      if (asked.startsWith('http')) resolve(asked);
      else if (asked === 'reset') started.send(await card.reset().then(() => 'done'));
      else started.send(hex(await card.transmit(fromHex(asked))));
    });
  });
}

/** How often these bytes stand in the memory of a process: its heap, its buffers, everything that it may write. */
async function countInMemory(pid: number, wanted: string): Promise<number> {
  const needle = Buffer.from(wanted);
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  let count = 0;
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      const start = Number.parseInt(from, 16);
      const bytes = Buffer.alloc(Math.min(Number.parseInt(to, 16) - start, 256 * 1024 * 1024));
      // Pages that were never touched, or that the kernel keeps for itself, cannot be read.
      const { bytesRead } = await memory.read(bytes, 0, bytes.length, start).catch(() => ({ bytesRead: 0 }));
      for (let at = bytes.indexOf(needle); at >= 0 && at < bytesRead; at = bytes.indexOf(needle, at + 1)) count++;
    }
  } finally {
    await memory.close();
  }
  return count;
}

describe('T-CRD-12 memory', () => {
  it.skipIf(!existsSync('/proc/self/mem'))('holds no typed PIN once the page has answered', async () => {
    const citizen = citizenCard({ pin: TYPED });
    const origin = await start(citizen);
    const page = await fetch(`${origin}/abbina`);
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const token = HIDDEN.exec(await page.text())?.[1] ?? '';
    const post = (body: Record<string, string>) =>
      fetch(`${origin}/abbina`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin },
        body: new URLSearchParams({ form_token: token, ...body }),
      });
    expect(await (await post({ pin: WRONG })).text()).toContain('PIN sbagliato. Rimangono 2 tentativi.');
    expect((await post({ pin: TYPED })).headers.get('location')).toBe('/abbina/fatto');
    expect(citizen.triesLeft('pin')).toBe(3);
    const pid = child?.pid ?? 0;
    for (const code of [WRONG, TYPED]) expect(await countInMemory(pid, code)).toBe(0);
    // The search itself finds what is kept: a field that is no secret stays where it was read.
    await post({ note: 'zefira81742', pin: '' });
    expect(await countInMemory(pid, 'zefira81742')).toBeGreaterThan(0);
  });
});
