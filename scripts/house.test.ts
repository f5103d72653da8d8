import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENGINES, importsOf, isTest, NOTHING_FROM_NODE, rooms, STOREYS, sources, WIRES_ENGINES } from './house.ts';

const LONGEST_FILE = 300;
const house = rooms();
const storeyOf = (room: string): number => house.find((each) => each.name === room)?.storey ?? Number.POSITIVE_INFINITY;
const read = (file: string): string => readFileSync(file, 'utf8');
/** Code without comments: what a word test must not trip over. */
const code = (file: string): string =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
const product = sources().filter((file) => /^(packages|apps)\//.test(file) && !isTest(file));

describe('arrows', () => {
  it.each(house)('$name declares exactly the rooms that it uses', ({ declared, used }) => {
    expect([...used.keys()].sort()).toEqual([...declared].sort());
  });

  it.each(house)('$name imports only from its own storey and those below', ({ name, storey, declared }) => {
    for (const target of declared) {
      const appStartsApps = name === 'sandbox' && storeyOf(target) === STOREYS['apps'];
      if (!appStartsApps) expect(storeyOf(target), `${name} → ${target}`).toBeLessThanOrEqual(storey);
      if (storey === STOREYS['apps'] && storeyOf(target) === storey)
        expect(name, `${name} → ${target}`).toBe('sandbox');
    }
  });

  it.each(house.filter(({ name, storey }) => (storey === 2 || storey === 3) && !WIRES_ENGINES.has(name)))(
    '$name knows no engine, only their interfaces',
    ({ declared }) => expect(declared.filter((target) => ENGINES.has(target))).toEqual([]),
  );

  it('make no circle', () => {
    const visiting: string[] = [];
    const done = new Set<string>();
    const visit = (name: string): void => {
      expect(visiting, `a circle: ${[...visiting, name].join(' → ')}`).not.toContain(name);
      if (done.has(name)) return;
      visiting.push(name);
      for (const target of house.find((room) => room.name === name)?.declared ?? []) visit(target);
      visiting.pop();
      done.add(name);
    };
    for (const room of house) visit(room.name);
  });

  it('keep login and the protocols apart: they share the words of assurance and nothing else', () => {
    const knows = (name: string) => house.find((room) => room.name === name)?.declared ?? [];
    for (const protocol of ['oidc', 'saml', 'federation']) {
      expect(knows('login')).not.toContain(protocol);
      expect(knows(protocol)).not.toContain('login');
    }
  });

  it.each(house.filter((room) => NOTHING_FROM_NODE.includes(room.name)))(
    '$name uses nothing from Node',
    ({ files }) => {
      for (const file of files.filter((each) => !isTest(each))) {
        expect(
          importsOf(read(file)).filter((specifier) => specifier.startsWith('node:')),
          file,
        ).toEqual([]);
      }
    },
  );

  it('go through a room’s index, never past it', () => {
    for (const file of sources()) {
      for (const specifier of importsOf(read(file))) {
        expect(specifier, file).not.toMatch(/^@tessera\/[^/]+\/(?!testing|package\.json)/);
        expect(specifier, file).not.toMatch(/^(\.\.\/)+packages\//);
      }
    }
  });
});

describe('sizes', () => {
  it(`no file of the product has more than ${LONGEST_FILE} lines`, () => {
    const long = product
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .filter(({ lines }) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
  });
});

describe('words', () => {
  it('nothing is called utils, helpers, common, misc, lib or manager', () => {
    expect(
      sources().filter((file) => /(^|[/-])(utils?|helpers?|commons?|misc|libs?|managers?)([/.-]|$)/i.test(file)),
    ).toEqual([]);
  });

  it('files are kebab-case', () => {
    expect(sources().filter((file) => !/\/[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(ts|tsx|mjs)$/.test(file))).toEqual([]);
  });

  it('time comes from the clock and chance from the random that were handed in (T-CRY-11)', () => {
    for (const file of product.filter((each) => !each.includes('/islands/'))) {
      if (file !== 'packages/base/src/clock.ts') expect(code(file), file).not.toMatch(/\bDate\.now\(|\bnew Date\(\)/);
      expect(code(file), file).not.toMatch(/\bMath\.random\b/);
    }
  });

  it('no statement asks the database for the time', () => {
    for (const file of product)
      expect(code(file), file).not.toMatch(
        /\bcurrent_timestamp\b|\bnow\(\)\s*[,)]?\s*(from|where|as)\b|\bdatetime\('now'/i,
      );
  });

  it('no check is switched off without a reason beside it', () => {
    for (const file of sources()) {
      expect(code(file), file).not.toMatch(/@ts-(ignore|nocheck|expect-error)/);
      for (const [line] of read(file).matchAll(/.*biome[-]ignore.*/g))
        expect(line, file).toMatch(/biome[-]ignore [^:]+: \w.{15,}/);
    }
  });

  it('nothing is left to be done later', () => {
    const files = sources().filter((file) => !file.startsWith('scripts/house'));
    for (const file of files) expect(read(file), file).not.toMatch(/\b(TODO|FIXME|XXX|HACK)\b/);
  });
});

describe('supply chain', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; link?: boolean; resolved?: string; version?: string }>;
  };
  const installed = Object.entries(lock.packages).filter(
    ([path, entry]) => path.startsWith('node_modules/') && entry.link !== true,
  );

  it('T-SUP-03 every package has its integrity, and none an address', () => {
    for (const [path, entry] of installed) {
      expect(entry.integrity, path).toMatch(/^sha512-/);
      expect(entry.resolved, path).toBeUndefined();
    }
  });

  it('the pinned Node is locked for every platform', () => {
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'win-x64']) {
      expect(lock.packages[`node_modules/node-${platform}`]?.version, platform).toMatch(/^24\./);
    }
  });

  it('T-SUP-05 no private key and no path of a machine is in the repository', () => {
    const tracked = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).stdout.split('\0');
    const texts = tracked.filter(
      (file) => /\.(ts|tsx|mjs|json|md|yml|css|sh)$/.test(file) && file !== 'scripts/house.test.ts',
    );
    for (const file of texts) {
      const text = read(file);
      expect(/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text), file).toBe(false);
      expect(/"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/.test(text), file).toBe(false);
      expect(/(^|[\s"'`(])\/(work|home|root)\/\w/.test(text), file).toBe(false);
    }
  });
});

// Both read everything there is, and share the machine with other tests.
describe('compiler and linter', { timeout: 300_000 }, () => {
  it('find nothing: types', () => {
    const done = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
      encoding: 'utf8',
    });
    expect(done.stdout + done.stderr).toBe('');
  });

  it('find nothing: format and lint, functions of at most 70 lines among it', () => {
    const done = spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'], {
      encoding: 'utf8',
    });
    expect(done.status, done.stdout + done.stderr).toBe(0);
  });
});
