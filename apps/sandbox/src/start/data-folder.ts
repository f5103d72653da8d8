import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a sandbox writes into its folder, and so what starting over may delete: nothing else is ever touched. */
const OURS = [
  'tessera.db',
  'tessera.db-wal',
  'tessera.db-shm',
  'world.db',
  'world.db-wal',
  'world.db-shm',
  'keys',
  'audit',
  'services',
  'card-door',
  'software-cie',
];
const LOCK = 'running.lock';
const HOLDER = 'running.json';
/** SQLite's own number for "another connection holds the lock". */
const SQLITE_BUSY = 5;

/** Another sandbox runs on this folder: two of them would give the country two clocks. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Not a folder, or nothing may be written there. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
}

export interface DataFolder {
  readonly path: string;
  /** Deletes what earlier runs left. */
  clear(): void;
  /** No country has been here. */
  isNew(): boolean;
  /** Tells whoever finds the folder in use where this sandbox stands. */
  announce(controlPanel: string): void;
  release(): void;
}

/**
 * Takes the folder for this process, making it when it is new.
 *
 * The lock is an open transaction on an empty SQLite file: the system drops it with the process, however that ends,
 * so a crash leaves nothing to clean up. Throws FolderInUse and FolderUnusable.
 */
export function takeDataFolder(path: string): DataFolder {
  const lock = lockOn(path);
  const holder = join(path, HOLDER);
  return {
    path,
    clear: () => {
      for (const name of OURS) rmSync(join(path, name), { recursive: true, force: true });
    },
    isNew: () => !existsSync(join(path, 'world.db')),
    announce: (controlPanel) => writeFileSync(holder, JSON.stringify({ controlPanel, process: process.pid })),
    release: () => {
      rmSync(holder, { force: true });
      lock.close();
    },
  };
}

function lockOn(path: string): DatabaseSync {
  let lock: DatabaseSync | null = null;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(join(path, LOCK), { timeout: 0 });
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw new FolderInUse(inUse(path));
    throw new FolderUnusable(unusable(path, error), { cause: error });
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

function inUse(path: string): string {
  const advice = 'Stop it first, or give this one a folder of its own with TESSERA_DATA.';
  return `Another sandbox runs on ${path}${whereItStands(path)}. ${advice}`;
}

const unusable = (path: string, error: unknown): string =>
  `Nothing can be kept in ${path} (${error instanceof Error ? error.message : String(error)}). Make it a folder in which you may write, or give another one with TESSERA_DATA.`;

/** `: http://localhost:4000, process 1234`, or nothing when the other has not got that far yet. */
function whereItStands(path: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(join(path, HOLDER), 'utf8'));
    if (typeof holder !== 'object' || holder === null) return '';
    const { controlPanel, process } = holder as Record<string, unknown>;
    return `: ${String(controlPanel)}, process ${String(process)}`;
  } catch {
    return '';
  }
}
