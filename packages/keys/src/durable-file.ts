import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Writes the file whole and to the disk, unless it is there already; returns what it holds now. */
export function writeOnce(folder: string, name: string, bytes: Uint8Array): Uint8Array {
  const draft = draftOf(folder, name, bytes);
  try {
    // A rename would replace the key that another process made a moment ago; a link is refused.
    linkSync(draft, join(folder, name));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  syncFolder(folder);
  return readFileSync(join(folder, name));
}

/** Puts other bytes into the file's place, whole and to the disk. It stays as old as it was. */
export function replaceWhole(folder: string, name: string, bytes: Uint8Array): void {
  const { atime, mtime } = statSync(join(folder, name));
  const draft = draftOf(folder, name, bytes);
  utimesSync(draft, atime, mtime);
  renameSync(draft, join(folder, name));
  syncFolder(folder);
}

/** Null when there is no such file. */
export function readIfThere(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function draftOf(folder: string, name: string, bytes: Uint8Array): string {
  const draft = join(folder, `.${name}.${randomUUID()}`);
  writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600, flush: true });
  return draft;
}

/** The name itself must survive a power cut too. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
