import type { EngineName } from '@tessera/storage';
import { describe, inject, it } from 'vitest';

const NAMES: Readonly<Record<EngineName, string>> = { sqlite: 'on SQLite', postgres: 'on PostgreSQL' };

/**
 * Runs one suite on both engines: `eachEngine((engine) => { it('ACT-16 …', async () => { … }) })`.
 *
 * Where PostgreSQL is not installed its half is one skipped test that says why.
 */
export function eachEngine(suite: (engine: EngineName) => void): void {
  describe(NAMES.sqlite, () => suite('sqlite'));
  describe(NAMES.postgres, () => {
    const { missing } = inject('postgres');
    if (missing === null) suite('postgres');
    else it('is not tried here', ({ skip }) => skip(missing));
  });
}
