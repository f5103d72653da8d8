import { open } from 'node:fs/promises';
import { type Database, DatabaseUnavailable } from '@tessera/base';
import { type EngineDatabase, type Send, sqlOver } from './engine.ts';
import { connectSqlite } from './sqlite-connection.ts';
import { createWriter, whenFree } from './sqlite-writer.ts';
import { describeStatement, perText } from './statement.ts';
import { createTopics } from './topics.ts';
import { checkTopic, refuseInside } from './transaction.ts';

/** Kibibytes of the file that the writing connection remembers: the trunks and the growing ends of all trees, and more. */
const CACHE_KIB = 8 * 1024;
/** Pages in the write-ahead log before they are put into the file: a page that changes often is then put there once. 16 MiB. */
const CHECKPOINT_AFTER_PAGES = 4_000;
/** How often we look whether another process wrote, while somebody listens. */
const LOOK_EVERY_MS = 100;

/**
 * Opens the file, and makes it when it is not there. Several processes may use one file at once.
 *
 * One connection writes, with group commit; another, which cannot write, serves the reads outside transactions while one is open.
 * Throws a DatabaseUnavailable when the file cannot be opened.
 */
export async function openSqlite({ file }: { readonly file: string }): Promise<EngineDatabase> {
  await makePrivate(file);
  const writing = connectSqlite(file, { readOnly: false });
  // Write-ahead log, and the disk has it before a commit is answered: a power cut loses nothing acknowledged.
  await whenFree(() => writing.send('first', 'pragma journal_mode = wal', []));
  writing.send('first', 'pragma synchronous = full', []);
  // Each savepoint remembers the pages that it changes: in memory. SQLite would write those copies to a file beyond 64 kB.
  writing.send('first', 'pragma temp_store = memory', []);
  writing.send('first', `pragma cache_size = -${CACHE_KIB}`, []);
  writing.send('first', `pragma wal_autocheckpoint = ${CHECKPOINT_AFTER_PAGES}`, []);
  const reading = connectSqlite(file, { readOnly: true });
  const topics = createTopics();
  const wake = (names: Iterable<string>): void => {
    for (const name of names) topics.wake(name);
  };
  const writer = createWriter(writing, wake);
  const reads = perText((text) => ({ yes: describeStatement(text).reads }));

  const send: Send = (wanted, text, values) => {
    refuseInside(writer.running());
    if (!reads(text).yes) return writer.transaction(async () => writing.send(wanted, text, values));
    // Between transactions the one that writes sees what is committed and nothing else, and keeps its cache. The other's cache is
    // of no use after each commit.
    return whenFree(() => (writing.inTransaction ? reading : writing).send(wanted, text, values));
  };
  const stopLooking = lookForOthers(
    () => (writing.inTransaction ? null : writing.send('first', 'pragma data_version', [])),
    topics,
  );

  return {
    ...sqlOver('sqlite', send, async (topic) => wake([checkTopic(topic)])),
    transaction: async (work) => writer.transaction(work),
    listen: topics.listen,
    close: async () => {
      stopLooking();
      await writer.close();
      reading.close();
      writing.close();
    },
  } satisfies Database & EngineDatabase;
}

/** Makes the file readable by us alone, before SQLite makes it readable by more; its companions take after it. */
async function makePrivate(file: string): Promise<void> {
  try {
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw new DatabaseUnavailable('the database file cannot be opened', { cause: error });
  }
}

/** Wakes everybody when another process has written: SQLite counts the commits of others in `data_version`. */
function lookForOthers(version: () => unknown, topics: { readonly empty: boolean; wakeAll(): void }): () => void {
  let last: unknown;
  const timer = setInterval(() => {
    if (topics.empty) return;
    const row = version() as { readonly data_version: number } | null;
    if (row === null) return;
    if (last !== undefined && row.data_version !== last) topics.wakeAll();
    last = row.data_version;
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
