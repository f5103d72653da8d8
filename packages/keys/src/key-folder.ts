import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeysUnavailable } from '@tessera/base';
import { xaes256gcm } from './xaes.ts';

/** Keys at rest: each in a file of its own, sealed under the master key, which lies beside them and never in the database. */
export interface KeyFolder {
  /** The names of the stored keys, such as `seal-identity.1`. */
  names(): readonly string[];
  /** The key of this name, or null. Throws KeysUnavailable. */
  find(name: string): Uint8Array | null;
  /** Keeps a new key; returns the one that another process kept first, if it did. Throws KeysUnavailable. */
  add(name: string, key: Uint8Array): Uint8Array;
}

const MASTER = 'master.key';
const SUFFIX = '.sealed';

/**
 * Opens the folder, and makes it with a master key when it is not there.
 *
 * Several processes may start on it at once: a file appears whole or not at all, and who comes second takes what the first made.
 * Throws KeysUnavailable when the master key is lost or is another one: new keys would make everything sealed so far unreadable.
 */
export function openKeyFolder(folder: string): KeyFolder {
  const sealing = attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return xaes256gcm(masterKey(folder));
  });
  const names = (): string[] =>
    attempt(() => readdirSync(folder).filter((file) => file.endsWith(SUFFIX)))
      .map((file) => file.slice(0, -SUFFIX.length))
      .sort();

  const unsealed = (name: string, sealed: Uint8Array): Uint8Array => {
    const key = sealing.open(sealed, Buffer.from(name));
    if (key === null) throw new KeysUnavailable(`the master key in the key folder does not open ${name}`);
    return key;
  };
  const first = names()[0];
  if (first !== undefined)
    unsealed(
      first,
      attempt(() => readFileSync(join(folder, first + SUFFIX))),
    );

  return {
    names,
    find: (name) => {
      const stored = attempt(() => readIfThere(join(folder, name + SUFFIX)));
      return stored === null ? null : unsealed(name, stored);
    },
    add: (name, key) =>
      unsealed(
        name,
        attempt(() => writeOnce(folder, name + SUFFIX, sealing.seal(key, Buffer.from(name)))),
      ),
  };
}

function masterKey(folder: string): KeyObject {
  const stored = readIfThere(join(folder, MASTER));
  if (stored === null && readdirSync(folder).some((file) => file.endsWith(SUFFIX))) {
    throw new KeysUnavailable('the key folder has keys and no master key');
  }
  const master = stored ?? writeOnce(folder, MASTER, randomBytes(32));
  if (master.length !== 32) throw new KeysUnavailable('the master key is not 32 bytes long');
  return createSecretKey(master);
}

/** Writes the file whole and to the disk, unless it is there already; returns what it holds now. */
function writeOnce(folder: string, name: string, bytes: Uint8Array): Uint8Array {
  const draft = join(folder, `.${name}.${randomUUID()}`);
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
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

/** The name itself must survive a power cut too. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function readIfThere(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error;
    throw new KeysUnavailable('the key folder cannot be used', { cause: error });
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
