// npm run sbom: what ships, as CycloneDX 1.5 on standard output. Made from the lockfile alone, so the same commit gives the same bytes.
// Not "npm sbom": with --omit=dev it also leaves out what the tests use beside the product (vite, tsx, jose).
import { readFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const { name, version, license, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly packages: Readonly<Record<string, Locked>>;
};

/** `@scope/name` becomes `%40scope/name`. Source: package-url specification, type npm. */
const purlOf = (library: string, at: string): string => `pkg:npm/${library.replace('@', '%40')}@${at}`;

const components = new Map<string, object>();
for (const [path, locked] of Object.entries(packages)) {
  const { version: at, integrity = '' } = locked;
  if (!path.includes('node_modules/') || locked.link === true || locked.dev === true || at === undefined) continue;
  const library = path.replace(/^.*node_modules\//, '');
  const purl = purlOf(library, at);
  components.set(purl, {
    type: 'library',
    'bom-ref': purl,
    name: library,
    version: at,
    scope: locked.optional === true ? 'optional' : 'required',
    purl,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    ...(locked.license === undefined ? {} : { licenses: [{ expression: locked.license }] }),
  });
}

const itself = {
  type: 'application',
  'bom-ref': name,
  name,
  version,
  licenses: [{ expression: license ?? 'EUPL-1.2' }],
};
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: itself },
  components: [...components].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, component]) => component),
};
console.log(JSON.stringify(bill, null, 2));
