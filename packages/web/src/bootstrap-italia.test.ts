import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bootstrapItalia } from './bootstrap-italia.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Classes in the markup of a source: `class="a b"`, `class={x ? 'a' : 'b'}`, and the looks of buttons kept in a table. */
function classesIn(source: string): string[] {
  const attributes = [...source.matchAll(/\bclass="([^"]*)"/g)].map(([, names = '']) => names);
  const expressions = [...source.matchAll(/\bclass=\{([^}]*)\}/g)].flatMap(([, code = '']) =>
    [...code.matchAll(/'([^']*)'/g)].map(([, names = '']) => names),
  );
  const looks = [...source.matchAll(/'(btn [^']*)'/g)].map(([, names = '']) => names);
  return [...attributes, ...expressions, ...looks].flatMap((names) => names.split(/\s+/));
}

it('Bootstrap Italia comes without the classes that no page asks for, and with every one that some page does', async () => {
  const unused = new Set((await bootstrapItalia()).unused);
  expect(unused.size).toBeGreaterThan(1000);
  const missing: string[] = [];
  for await (const file of glob(['apps/*/src/**/*.tsx', 'packages/*/src/**/*.tsx'], { cwd: root })) {
    const asked = classesIn(readFileSync(join(root, file), 'utf8'));
    missing.push(...asked.filter((name) => unused.has(name)).map((name) => `${file}: ${name}`));
  }
  // What our own styles say of a class is left out with it, too.
  for await (const file of glob(['apps/*/**/*.css', 'packages/*/assets/*.css'], {
    cwd: root,
    exclude: ['**/node_modules', '**/dist'],
  })) {
    const styled = readFileSync(join(root, file), 'utf8').matchAll(/\.([a-zA-Z][\w-]*)/g);
    missing.push(...[...styled].flatMap(([, name = '']) => (unused.has(name) ? `${file}: ${name}` : [])));
  }
  // Add to `KEPT` what stands here.
  expect(missing).toEqual([]);
});
