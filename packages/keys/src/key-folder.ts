import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, KeysUnavailable } from '@tessera/base';
import { readIfThere, replaceWhole, writeOnce } from './durable-file.ts';
import { type MasterKey, type MasterKeys, masterKeys } from './master-keys.ts';

/** Keys at rest: each in a file of its own, sealed under a master key, which lies beside them and never in the database. */
export interface KeyFolder {
  /** The names of the stored keys, such as `seal-identity.1`. */
  names(): readonly string[];
  /** The key of this name, or null. Throws KeysUnavailable. */
  find(name: string): Uint8Array | null;
  /** Keeps a new key; returns the one that another process kept first, if it did. Throws KeysUnavailable. */
  add(name: string, key: Uint8Array): Uint8Array;
  /** When the key was made, by the machine's clock. Throws KeysUnavailable. */
  madeAt(name: string): Instant;
  /** The number of the newest master key: what is kept from now on is sealed under it. */
  master(): number;
  /** The number of the master key that this key is sealed under. Throws KeysUnavailable. */
  masterOf(name: string): number;
  /** Makes the next master key. The older ones stay, and open what is not sealed anew yet. */
  addMaster(): void;
  /** Seals the key anew, under the newest master key: the file holds one or the other at every instant. */
  sealAnew(name: string): void;
}

export interface KeyFolderOptions {
  /** False where keys were made before: a folder without any is then a lost one, and is left as it is. */
  readonly mayBegin?: boolean;
}

const SUFFIX = '.sealed';
const LOST = 'the key folder has no keys, and none are made where there must have been some';

/**
 * Opens the folder, and makes it with a master key when it is not there.
 *
 * Several processes may start on it at once: a file appears whole or not at all, and who comes second takes what the first made.
 * Throws KeysUnavailable when a master key is lost or is another one: new keys would make everything sealed so far unreadable.
 */
export function openKeyFolder(folder: string, { mayBegin = true }: KeyFolderOptions = {}): KeyFolder {
  const masters = attempt(() => openMasterKeys(folder, mayBegin));
  const newest = (): MasterKey => {
    const [first] = attempt(masters.all);
    if (first === undefined) throw new KeysUnavailable('the key folder has no master key');
    return first;
  };
  /** The file comes first: a master key made in between then opens it too. */
  const unseal = (name: string, sealed: Uint8Array): Unsealed => {
    for (const { number, sealing } of attempt(masters.all)) {
      const key = sealing.open(sealed, Buffer.from(name));
      if (key !== null) return { key, master: number };
    }
    throw new KeysUnavailable(`no master key in the key folder opens ${name}`);
  };
  const stored = (name: string): Unsealed | null => {
    const sealed = attempt(() => readIfThere(join(folder, name + SUFFIX)));
    return sealed === null ? null : unseal(name, sealed);
  };
  const expected = (name: string): Unsealed =>
    unseal(
      name,
      attempt(() => readFileSync(join(folder, name + SUFFIX))),
    );
  const names = (): string[] => attempt(() => sealedIn(folder));
  for (const name of names()) stored(name);

  return {
    names,
    find: (name) => stored(name)?.key ?? null,
    add: (name, key) => {
      const sealed = newest().sealing.seal(key, Buffer.from(name));
      return unseal(
        name,
        attempt(() => writeOnce(folder, name + SUFFIX, sealed)),
      ).key;
    },
    madeAt: (name) => attempt(() => statSync(join(folder, name + SUFFIX)).mtimeMs),
    master: () => newest().number,
    masterOf: (name) => expected(name).master,
    addMaster: () => attempt(masters.add),
    sealAnew: (name) => {
      const sealed = newest().sealing.seal(expected(name).key, Buffer.from(name));
      attempt(() => replaceWhole(folder, name + SUFFIX, sealed));
    },
  };
}

interface Unsealed {
  readonly key: Uint8Array;
  readonly master: number;
}

function openMasterKeys(folder: string, mayBegin: boolean): MasterKeys {
  if (mayBegin) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } else if (!existsSync(folder)) throw new KeysUnavailable(LOST);
  const masters = masterKeys(folder);
  if (masters.all().length > 0) return masters;
  if (sealedIn(folder).length > 0) throw new KeysUnavailable('the key folder has keys and no master key');
  if (!mayBegin) throw new KeysUnavailable(LOST);
  masters.add();
  return masters;
}

const sealedIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX) && !file.startsWith('.'))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error;
    throw new KeysUnavailable('the key folder cannot be used', { cause: error });
  }
}
