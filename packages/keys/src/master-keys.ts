import { createSecretKey, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KeysUnavailable } from '@tessera/base';
import { readIfThere, writeOnce } from './durable-file.ts';
import { type Sealing, xaes256gcm } from './xaes.ts';

/** A key that seals the other keys of its folder. */
export interface MasterKey {
  /** 1 in `master.key`, 2 in `master.2.key` and so on. */
  readonly number: number;
  readonly sealing: Sealing;
}

/** The master keys of a folder: the newest seals, the older ones still open. */
export interface MasterKeys {
  /** Newest first, those that another process made included; each file is read once. Throws KeysUnavailable on a spoilt one. */
  all(): readonly MasterKey[];
  /** Draws the next one; takes the one that another process made first, if it did. */
  add(): void;
}

const BYTES = 32;
const FILE = /^master(?:\.(\d+))?\.key$/;

export function masterKeys(folder: string): MasterKeys {
  const known = new Map<number, MasterKey>();
  const read = (number: number): MasterKey[] => {
    const remembered = known.get(number);
    if (remembered !== undefined) return [remembered];
    const bytes = readIfThere(join(folder, fileOf(number)));
    if (bytes === null) return [];
    if (bytes.length !== BYTES) throw new KeysUnavailable(`${fileOf(number)} is not ${BYTES} bytes long`);
    const master = { number, sealing: xaes256gcm(createSecretKey(bytes)) };
    known.set(number, master);
    return [master];
  };
  return {
    all: () => numbersIn(folder).flatMap(read),
    add: () => void writeOnce(folder, fileOf((numbersIn(folder)[0] ?? 0) + 1), randomBytes(BYTES)),
  };
}

const fileOf = (number: number): string => (number === 1 ? 'master.key' : `master.${number}.key`);

/** Highest first. */
const numbersIn = (folder: string): number[] =>
  readdirSync(folder)
    .flatMap((file) => {
      const found = FILE.exec(file);
      return found === null ? [] : Number(found[1] ?? 1);
    })
    .sort((a, b) => b - a);
