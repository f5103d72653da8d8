import { globSync, readFileSync } from 'node:fs';

/** The storeys, from the ground up (docs/architecture.md). A room imports from its own storey and those below, never in a circle. */
export const STOREYS: Readonly<Record<string, number>> = {
  base: 0,
  assurance: 0,
  wire: 0,
  ias: 0,
  storage: 1,
  keys: 1,
  audit: 1,
  messaging: 1,
  chip: 2,
  'card-client': 2,
  registry: 2,
  credentials: 2,
  issuance: 2,
  activation: 2,
  login: 2,
  pki: 2,
  oidc: 3,
  saml: 3,
  federation: 3,
  rp: 3,
  web: 3,
  foundation: 3,
  readers: 3,
  testbed: 3,
  apps: 4,
};

/** Engines stand behind interfaces of the ground: only apps, other engines and the two rooms that wire them know them. */
export const ENGINES: ReadonlySet<string> = new Set(['storage', 'keys', 'audit', 'messaging']);

/** Rooms that wire engines: one for production, one for tests. */
export const WIRES_ENGINES: ReadonlySet<string> = new Set(['foundation', 'testbed']);

/** Rooms that run in a browser or on a card as well: nothing from Node. */
export const NOTHING_FROM_NODE: readonly string[] = [
  'base',
  'assurance',
  'ias',
  'wire',
  'chip',
  'card-client',
  'registry',
  'issuance',
  'activation',
  'login',
];

export interface Room {
  readonly name: string;
  readonly folder: string;
  readonly storey: number;
  readonly declared: readonly string[];
  /** Room → the files that import it, tests left out. */
  readonly used: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly string[];
}

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.includes('/testing/');

export const sources = (): string[] =>
  globSync(['{packages,apps}/*/src/**/*.{ts,tsx}', '{scripts,journeys,bench}/**/*.{ts,tsx,mjs}'], {
    exclude: (path) => path.includes('node_modules') || path.includes('/dist/'),
  })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

/** Every module specifier of the file: static, dynamic, re-exported. */
export const importsOf = (source: string): string[] =>
  Array.from(source.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g), (match) => match[1] ?? '');

export function rooms(): Room[] {
  return globSync('{packages,apps}/*/package.json')
    .sort()
    .map((manifest) => {
      const folder = manifest.replaceAll('\\', '/').replace('/package.json', '');
      const { name, dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      const room = name.replace('@tessera/', '');
      const files = sources().filter((file) => file.startsWith(`${folder}/`));
      const used = new Map<string, string[]>();
      for (const file of files.filter((each) => !isTest(each))) {
        for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
          const target = /^@tessera\/([^/]+)/.exec(specifier)?.[1];
          if (target !== undefined) used.set(target, [...(used.get(target) ?? []), file]);
        }
      }
      const storey = folder.startsWith('apps/') ? STOREYS['apps'] : STOREYS[room];
      if (storey === undefined)
        throw new Error(`${folder} has no storey: give it one in scripts/house.ts and docs/architecture.md`);
      const declared = Object.keys(dependencies)
        .filter((each) => each.startsWith('@tessera/'))
        .map((each) => each.slice(9));
      return { name: room, folder, storey, declared, used, files };
    });
}
