import { DatabaseSync } from 'node:sqlite';

/** Another process has this card in its reader: two memories of one card would give tries back. */
export class CardInUse extends Error {
  override readonly name = 'CardInUse';
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super(`${file} lies in another reader: a card is in one place at a time. End the program that holds it.`, options);
    this.file = file;
  }
}

/**
 * Locks a file until the process ends, however it ends, or until the returned function is called. Throws CardInUse.
 *
 * Node has no lock on files; SQLite has one that every system takes back from a process that was killed. Hence an empty database
 * beside the file.
 */
export function lockFile(file: string): () => void {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    throw new CardInUse(file, { cause });
  }
  return () => lock.close();
}
