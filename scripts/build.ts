// npm run build: the programs of production as plain JavaScript in dist/, and their pages' scripts and styles built beforehand.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { builtAssets } from '@tessera/web';
import { extraScripts as ofIdp } from '../apps/idp/src/islands/index.ts';
import { bundle } from './bundle.ts';

const PROGRAMS = ['authority', 'cli', 'idp', 'portal', 'service', 'software-cie'];
/** What each app adds to the scripts of every page; the others add nothing. */
const SCRIPTS = [{}, ofIdp, { service: resolve('apps/service/src/browser/service.ts') }];

await rm('dist', { recursive: true, force: true });
await bundle(Object.fromEntries(PROGRAMS.map((name) => [name, `apps/${name}/src/main.ts`])), 'dist');
for (const scripts of SCRIPTS) await builtAssets({ scripts, styles: [] });
console.log(`dist/: ${PROGRAMS.map((name) => `${name}.js`).join(', ')}`);
