import { readFileSync } from 'node:fs';
import { DatabaseUnavailable } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { FolderUnusable } from './data-folder.ts';
import { explainFailure } from './explain-failure.ts';

const settings = { dataFolder: '/data', databaseUrl: null };

describe('a start that failed', () => {
  it('says what to do when the disk is full or the file is none of ours, without a stack', () => {
    const said = explainFailure(new DatabaseUnavailable('database or disk is full'), settings);
    expect(said).toBe(
      'The data in /data cannot be used: make room on that disk, give another folder with TESSERA_DATA, or start over with --fresh (database or disk is full).',
    );
  });

  it('names DATABASE_URL, and not what stands in it, when PostgreSQL does not answer', () => {
    const databaseUrl = 'postgres://somebody:secret@localhost:1/none';
    const said = explainFailure(new DatabaseUnavailable('connect ECONNREFUSED 127.0.0.1:1'), {
      ...settings,
      databaseUrl,
    });
    expect(said).toMatch(/^A database cannot be used: start the one of DATABASE_URL.*ECONNREFUSED/);
    expect(said).not.toContain('secret');
  });

  it('names the file that is not there', () => {
    const missing = () => readFileSync('/none/exponent.bin');
    expect(explainFailure(caught(missing), settings)).toMatch(/^A file could not be .*'\/none\/exponent\.bin'\)\.$/);
  });

  it('passes on what is meant for people, and shows the stack of a bug', () => {
    expect(explainFailure(new FolderUnusable('Nothing can be kept there.'), settings)).toBe(
      'Nothing can be kept there.',
    );
    expect(explainFailure(new TypeError('x is not a function'), settings)).toContain('    at ');
  });
});

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
