import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nationalMigrations } from '@tessera/foundation';
import { openTestbed } from '@tessera/testbed';
import { settingsFromEnvironment } from '@tessera/web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';

interface Locked {
  /** Where it differs from the folder. */
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
const lockOf = (file: string): Readonly<Record<string, Locked>> =>
  (JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> }).packages;
const locked = lockOf('package-lock.json');
const libraries = (packages: Readonly<Record<string, Locked>>) =>
  Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && link !== true);

/** Their scripts would compile or fetch something. Nothing runs them; "npm run readers:build" compiles one when it is asked to. */
const WITH_SCRIPTS = ['@pokusew/pcsclite', 'esbuild', 'pkcs11js'];

describe('what is installed', () => {
  it('T-SUP-01 promise 33 came, as npm wrote down, by the hashes of the lockfile', () => {
    const installed = libraries(lockOf('node_modules/.package-lock.json'));
    expect(installed.length).toBeGreaterThan(200);
    for (const [path, { version, integrity }] of installed) {
      expect({ path, version, integrity }).toEqual({
        path,
        version: locked[path]?.version,
        integrity: locked[path]?.integrity,
      });
    }
  });

  it('T-SUP-01 lies on the disk as npm wrote down: each package in its version, and nothing beside', () => {
    const found = globSync('{.,packages/*,apps/*}/node_modules/{*,@*/*}{,/node_modules/{*,@*/*}}/package.json')
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.includes('node_modules/@tessera/') && !/node_modules\/\./.test(file));
    const onDisk = found.map((file) => {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
      return [file.replace('/package.json', ''), name, version];
    });
    expect(onDisk.length).toBeGreaterThan(200);
    for (const [path = '', name = '', version] of onDisk) {
      expect({
        path,
        name: locked[path]?.name ?? path.replace(/^.*node_modules\//, ''),
        version: locked[path]?.version,
      }).toEqual({
        path,
        name,
        version,
      });
    }
  });

  it('T-SUP-01 promise 33 ran no script: three packages have one, and the installation leaves them alone', () => {
    const scripted = libraries(locked).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(scripted.map(([path]) => path.replace('node_modules/', '')).sort()).toEqual(WITH_SCRIPTS);
    const installation = readFileSync('scripts/run.mjs', 'utf8');
    expect(installation).toContain("'ci', '--ignore-scripts'");
  });
});

describe('what ships', () => {
  const PROGRAMS = ['portal', 'idp', 'service', 'authority'];
  const folders: string[] = [];
  beforeAll(async () => {
    const entries = Object.fromEntries(PROGRAMS.map((name) => [name, `apps/${name}/src/main.ts`]));
    // Beside each other in the repository: what is built knows where its sources are.
    for (let i = 0; i < 2; i++) {
      const folder = mkdtempSync('node_modules/.tessera-shipped-');
      folders.push(folder);
      await bundle(entries, folder);
    }
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const shipped = (folder = folders[0] ?? '') =>
    new Map(
      readdirSync(folder)
        .sort()
        .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    );

  it('T-SUP-01 is the same, byte by byte, when it is built twice', () => {
    const [first, second] = folders.map((folder) => shipped(folder));
    expect([...(first ?? [])].length).toBeGreaterThanOrEqual(2 * PROGRAMS.length);
    expect(second).toEqual(first);
  });

  it('T-SUP-06 holds nothing of tests and nothing of the sandbox; its source maps hold no source', () => {
    const rooms = new Set<string>();
    for (const [file, text] of shipped()) {
      if (!file.endsWith('.map')) continue;
      const map = JSON.parse(text) as { sources: string[]; sourcesContent?: unknown };
      expect(map.sourcesContent, file).toBeUndefined();
      for (const path of map.sources) rooms.add(/(?:packages|apps)\/[\w-]+/.exec(path)?.[0] ?? path);
      expect(map.sources.filter((path) => /\/testing\/|\.test\.|\/testbed\/|apps\/sandbox/.test(path))).toEqual([]);
    }
    expect([...rooms]).toEqual(expect.arrayContaining(['apps/idp', 'packages/login', 'packages/oidc', 'packages/web']));
  });

  /** The libraries that the built programs import. */
  const asked = (): Set<string> =>
    new Set(
      [...shipped()]
        .filter(([file]) => file.endsWith('.js'))
        .flatMap(([, text]) =>
          [...text.matchAll(/\b(?:from|import)\s*\(?"([^".][^"]*)"/g)].map(([, path = '']) => path),
        )
        // Not every text in quotes after "from" is a library's name.
        .filter((path) => /^@?[a-z][\w./-]*$/.test(path))
        .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')),
    );

  it('T-SUP-06 asks for no library of the tests', () => {
    expect(asked()).toContain('fastify');
    for (const library of asked()) expect(locked[`node_modules/${library}`]?.dev, library).not.toBe(true);
  });

  // The row asks for a signed provenance too: there is none yet.
  it('T-SUP-04 promise 33 stands in its bill of materials, each part with its hash, and nothing of the tests', () => {
    const printed = () =>
      spawnSync(process.execPath, ['scripts/sbom.ts'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout;
    const text = printed();
    expect(printed()).toBe(text);
    const bill = JSON.parse(text) as {
      bomFormat: string;
      components: { name: string; purl: string; hashes: { content: string }[] }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    const listed = new Set(bill.components.map(({ name }) => name));
    for (const library of asked()) expect(listed, library).toContain(library);
    expect(listed).not.toContain('vitest');
    const hashes = new Map(bill.components.map(({ purl, hashes: [hash] }) => [purl, hash?.content]));
    const parts = libraries(locked).filter(([, { dev }]) => dev !== true);
    for (const [path, { version, integrity }] of parts) {
      const name = path.replace(/^.*node_modules\//, '').replace('@', '%40');
      const hash = Buffer.from((integrity ?? '').replace('sha512-', ''), 'base64').toString('hex');
      expect(hashes.get(`pkg:npm/${name}@${version}`), path).toBe(hash);
    }
  });
});

describe('T-SUP-06 in production', () => {
  it('nobody has an account, and no service is known, until somebody is put on record', async () => {
    const bed = await openTestbed('sqlite', { migrations: nationalMigrations });
    const tables = await bed.database.all<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    );
    expect(tables.length).toBeGreaterThan(20);
    const filled = [];
    for (const { name } of tables) {
      const row = await bed.database.first<{ rows: number }>(`select count(*) as rows from ${name}`);
      if (row?.rows !== 0) filled.push(name);
    }
    await bed.close();
    // The audit trail's lanes stand ready, empty.
    expect(filled).toEqual(['applied_migration', 'audit_lane']);
  });

  it('no variable makes a sandbox of it', () => {
    const hours = '{"it":"9-18","en":"9-18","de":"9-18"}';
    const settings = settingsFromEnvironment({
      TESSERA_ORIGIN: 'https://portal.example.it',
      TESSERA_AUTHORITY_NAME: 'Autorità di Esempio',
      TESSERA_HELP_DESK_PHONE: '800 000 000',
      TESSERA_HELP_DESK_HOURS: hours,
      TESSERA_SANDBOX: 'true',
      NODE_ENV: 'test',
      DEBUG: '*',
    });
    expect(settings.sandbox).toBe(false);
    const reading = globSync('{packages,apps}/*/src/**/*.{ts,tsx}')
      // Readers and tools run on a citizen’s or an operator’s own computer.
      .filter(
        (file) => !/\.test\.|\/testing\/|^packages\/testbed\/|^packages\/readers\/|^apps\/(sandbox|cli)\//.test(file),
      )
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')));
    // Settings are read at the edge, and nowhere else.
    expect(reading.filter((file) => !file.endsWith('/main.ts'))).toEqual([]);
  });
});
