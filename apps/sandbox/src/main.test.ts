import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './testing/temporary-sandbox.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start`, without npm: the process with its words so far. */
function npmStart(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/sandbox/src/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, TESSERA_DATA: folder, TESSERA_PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const words = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    words.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    words.err += chunk;
  });
  return {
    child,
    words,
    ready: () => expect.poll(() => words.out, { timeout: 50_000 }).toContain('Reset '),
    ended: async (): Promise<number | null> => (child.exitCode ?? (await once(child, 'exit'))[0]) as number | null,
  };
}

describe('npm start', () => {
  it('prints addresses, people with passwords, where data live, how to stop and to reset; Ctrl-C is clean', async () => {
    const { child, words, ready, ended } = npmStart('--seed', '7');
    await ready();
    expect(words.out).toMatch(/Tessera sandbox, ready in \d+\.\d s/);
    expect(words.out).toMatch(/Control panel +http:\/\/localhost:\d+/);
    expect(words.out).toMatch(/active-sms +[A-Z0-9]{16} +C[A-Z]\d{5}[A-Z]{2} +Mosaico-di-Prova-42/);
    expect(words.out).toContain(`Data    ${folder} (SQLite, seed 7)`);
    const [, panel = ''] = /Control panel +(\S+)/.exec(words.out) ?? [];
    expect((await fetch(panel)).status).toBe(200);
    // One press arrives more than once: from the terminal, from npm, from scripts/run.mjs.
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended()).toBe(0);
    expect(words.out).toContain('Stopped. Data stay where they are.');
    expect(words.err).toBe('');
  });

  it('a second process on the same folder is refused in one sentence', async () => {
    const first = npmStart();
    await first.ready();
    const second = npmStart();
    expect(await second.ended()).toBe(1);
    expect(second.words.err).toMatch(
      /^Another sandbox runs on .*: http:\/\/localhost:\d+, process \d+\. Stop it first/,
    );
    expect(second.words.err).not.toContain('    at ');
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
  });

  it('a folder in which nothing can be kept is refused in one sentence', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file, not a folder');
    const { ended, words } = npmStart();
    expect(await ended()).toBe(1);
    expect(words.err).toMatch(/^Nothing can be kept in .* give another one with TESSERA_DATA\.\n$/);
  });

  it('survives kill -9: the folder is free, and everything is there again', async () => {
    const first = npmStart();
    await first.ready();
    first.child.kill('SIGKILL');
    await first.ended();
    const second = npmStart();
    await second.ready();
    const people = (text: string) => /People[\s\S]*?\n\n/.exec(text)?.[0];
    expect(people(second.words.out)).toBe(people(first.words.out));
    second.child.kill('SIGINT');
    expect(await second.ended()).toBe(0);
  });

  it('--help and wrong words say how it is used, and end as a command should', async () => {
    const help = npmStart('--help');
    expect(await help.ended()).toBe(0);
    expect(help.words.out).toContain('TESSERA_PORT');
    const wrong = npmStart('--frsh');
    expect(await wrong.ended()).toBe(2);
    expect(wrong.words.err).toContain("'--frsh'");
    expect(wrong.words.err).toContain('Usage:');
  });
});
