import type { SandboxSettings } from './settings.ts';

/** Errors whose message is all that people need. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'FolderInUse',
  'FolderUnusable',
  'NotThisCountry',
  'NoFreePort',
  'NotReady',
  'MigrationChanged',
]);

/**
 * What a start or stop that failed says: sentences where whoever started it can mend the cause, and the stack of everything else,
 * which helps to mend ours.
 */
export function explainFailure(error: unknown, settings: Pick<SandboxSettings, 'dataFolder' | 'databaseUrl'>): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPLAINED.has(error.name)) return error.message;
  // Known by name: this page is read before anything else is loaded.
  if (error.name === 'DatabaseUnavailable') return `${databaseTrouble(settings)} (${error.message}).`;
  if (isOfFiles(error)) return `A file could not be read or written (${error.message}).`;
  return error.stack ?? error.message;
}

function databaseTrouble({ dataFolder, databaseUrl }: Pick<SandboxSettings, 'dataFolder' | 'databaseUrl'>): string {
  if (databaseUrl !== null)
    return `A database cannot be used: start the one of DATABASE_URL, or leave that out for the embedded SQLite; and see that the disk of ${dataFolder} has room`;
  return `The data in ${dataFolder} cannot be used: make room on that disk, give another folder with TESSERA_DATA, or start over with --fresh`;
}

/** The system refused a file: there is none, no room, no permission. */
const isOfFiles = (error: Error): boolean => 'syscall' in error && 'path' in error && 'code' in error;
