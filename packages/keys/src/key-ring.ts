import { HOUR, type Instant, KeysUnavailable, SECOND, systemClock } from '@tessera/base';
import type { KeyFolder } from './key-folder.ts';

/** The generations of one key: one serves, the others still open and verify what was made with them. */
export interface KeyRing<Key> {
  /** The one that serves now; made now when there is none. */
  current(): Numbered<Key>;
  /** Null for a number that nobody made. */
  numbered(number: number): Key | null;
  /** The serving one first, then from new to old, those that another process made included. */
  generations(): readonly Key[];
  /** Makes the next generation, unless the newest still waits to serve: doing it again changes nothing. */
  renew(): Renewed;
}

export interface Numbered<Key> {
  readonly number: number;
  readonly key: Key;
}

export interface Renewed {
  readonly number: number;
  readonly servesAt: Instant;
  /** False when it was there already, and waits. */
  readonly made: boolean;
}

/**
 * How long a new generation waits. Until it serves, every node has met it, also where the folder is copied from one to the other,
 * and every service has fetched the published set again.
 */
export const ANNOUNCED_FOR = HOUR;
/** How soon a running process notices that another generation serves. */
const LOOK_AGAIN_AFTER = 10 * SECOND;

/** A ring over the files `name.1`, `name.2` … Each file is read once. */
export function keyRing<Key>(
  folder: KeyFolder,
  name: string,
  { make, read }: { readonly make: () => Uint8Array; readonly read: (bytes: Uint8Array) => Key },
): KeyRing<Key> {
  const known = new Map<number, Key>();
  let serving: Numbered<Key> | null = null;
  let lookAgainAt = 0;

  const remember = (number: number, bytes: Uint8Array): Key => {
    const key = read(bytes);
    known.set(number, key);
    return key;
  };
  const numbered = (number: number): Key | null => {
    const remembered = known.get(number);
    if (remembered !== undefined) return remembered;
    const bytes = folder.find(`${name}.${number}`);
    return bytes === null ? null : remember(number, bytes);
  };
  const add = (number: number): Key => remember(number, folder.add(`${name}.${number}`, make()));
  const look = (): Numbered<Key> => {
    const number = servingNumber(folder, name, systemClock.now()) ?? 1;
    return { number, key: numbered(number) ?? add(number) };
  };

  return {
    numbered,
    current: () => {
      const now = systemClock.now();
      if (serving !== null && now < lookAgainAt) return serving;
      serving = orAsBefore(look, serving);
      lookAgainAt = now + LOOK_AGAIN_AFTER;
      return serving;
    },
    generations: () => {
      const first = servingNumber(folder, name, systemClock.now());
      const others = numbersOf(folder, name).filter((number) => number !== first);
      return (first === null ? [] : [first, ...others]).flatMap((number) => numbered(number) ?? []);
    },
    renew: () => {
      const [newest] = numbersOf(folder, name);
      const made = newest === undefined || newest === servingNumber(folder, name, systemClock.now());
      const number = made ? (newest ?? 0) + 1 : newest;
      if (made) add(number);
      return { number, made, servesAt: folder.madeAt(`${name}.${number}`) + ANNOUNCED_FOR };
    },
  };
}

/** The newest generation that has waited long enough, or else the oldest; null when there is none. */
export function servingNumber(folder: KeyFolder, name: string, now: Instant): number | null {
  const numbers = numbersOf(folder, name);
  const oldest = numbers.at(-1) ?? null;
  const waited = (number: number): boolean => now >= folder.madeAt(`${name}.${number}`) + ANNOUNCED_FOR;
  return numbers.find((number) => number === oldest || waited(number)) ?? null;
}

/** Newest first. */
const numbersOf = (folder: KeyFolder, name: string): number[] =>
  folder
    .names()
    .filter((each) => each.startsWith(`${name}.`))
    .map((each) => Number(each.slice(name.length + 1)))
    .filter(Number.isSafeInteger)
    .sort((a, b) => b - a);

/** Who knows a key goes on with it while the folder cannot be read. */
function orAsBefore<Key>(look: () => Numbered<Key>, before: Numbered<Key> | null): Numbered<Key> {
  try {
    return look();
  } catch (error) {
    if (before === null || !(error instanceof KeysUnavailable)) throw error;
    return before;
  }
}

/** Calls `make` once for each argument. */
export function once<Argument, Value>(make: (argument: Argument) => Value): (argument: Argument) => Value {
  const made = new Map<Argument, Value>();
  return (argument) => {
    const known = made.get(argument);
    if (known !== undefined) return known;
    const value = make(argument);
    made.set(argument, value);
    return value;
  };
}
