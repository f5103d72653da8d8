import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it as fact } from 'vitest';
import { it as italian } from './it.ts';

const root = join(import.meta.dirname, '../../../../..');
const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test\.|testing|testbed|panel.acts/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'));

describe('the event log', () => {
  fact('has a sentence for every act that a room records by name', () => {
    const recorded = sources.flatMap((source) =>
      Array.from(source.matchAll(/(?:\bact: |\bevent\(|\? |: )'([a-z]+\.[a-z0-9-]+)'/g), ([, act = '']) => act),
    );
    const rooms = new Set(Object.keys(italian).map((act) => act.split('.')[0]));
    const acts = [...new Set(recorded)].filter((act) => rooms.has(act.split('.')[0] ?? ''));
    expect(acts.length).toBeGreaterThan(30);
    expect(acts.filter((act) => !Object.hasOwn(italian, act))).toEqual([]);
  });
});
