import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, FolderUnusable, takeDataFolder } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the data folder', () => {
  it('belongs to one sandbox at a time, and the refusal says where that one stands', () => {
    const first = takeDataFolder(folder);
    expect(() => takeDataFolder(folder)).toThrow(FolderInUse);
    first.announce('http://localhost:4000');
    expect(() => takeDataFolder(folder)).toThrow(/http:\/\/localhost:4000, process \d+/);
    first.release();
    takeDataFolder(folder).release();
  });

  it('is free again when its process was killed', async () => {
    const script = `import { takeDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
      takeDataFolder(${JSON.stringify(folder)}); console.log('taken'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    expect(() => takeDataFolder(folder)).toThrow(FolderInUse);
    other.kill('SIGKILL');
    await once(other, 'exit');
    takeDataFolder(folder).release();
  });

  it('is refused in one sentence where nothing can be kept', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'x');
    for (const place of [file, join(file, 'below')]) {
      expect(() => takeDataFolder(place)).toThrow(FolderUnusable);
      expect(() => takeDataFolder(place)).toThrow(/^Nothing can be kept in .* give another one with TESSERA_DATA\.$/);
    }
  });

  it('is cleared of our own files and of nothing else', () => {
    const data = takeDataFolder(folder);
    for (const name of ['tessera.db', 'world.db', 'thesis.txt']) writeFileSync(join(folder, name), 'x');
    data.clear();
    expect(['tessera.db', 'world.db', 'thesis.txt'].filter((name) => existsSync(join(folder, name)))).toEqual([
      'thesis.txt',
    ]);
    data.release();
  });
});
