import type { KeyFolder } from './key-folder.ts';

/** The generations of one key: the newest serves, the older ones still open and verify what was made with them. */
export interface KeyRing<Key> {
  /** The newest; made now when there is none. */
  current(): Numbered<Key>;
  /** Null for a number that nobody made. */
  numbered(number: number): Key | null;
  /** Newest first, those that another process made included. */
  generations(): readonly Key[];
}

export interface Numbered<Key> {
  readonly number: number;
  readonly key: Key;
}

/** A ring over the files `name.1`, `name.2` … Each file is read once. */
export function keyRing<Key>(
  folder: KeyFolder,
  name: string,
  { make, read }: { readonly make: () => Uint8Array; readonly read: (bytes: Uint8Array) => Key },
): KeyRing<Key> {
  const known = new Map<number, Key>();
  let newest: Numbered<Key> | null = null;

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
  const numbers = (): number[] =>
    folder
      .names()
      .filter((each) => each.startsWith(`${name}.`))
      .map((each) => Number(each.slice(name.length + 1)))
      .filter(Number.isSafeInteger)
      .sort((a, b) => b - a);

  return {
    numbered,
    current: () => {
      if (newest !== null) return newest;
      const number = numbers()[0] ?? 1;
      newest = { number, key: numbered(number) ?? remember(number, folder.add(`${name}.${number}`, make())) };
      return newest;
    },
    generations: () => numbers().flatMap((number) => numbered(number) ?? []),
  };
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
