import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { DAY } from '@tessera/base';
import type { FastifyInstance } from 'fastify';

/** Scripts, styles, fonts and marks, built once for one state of their sources. */
export interface Assets {
  readonly folder: string;
  /** `page.js` → `/assets/page-a1b2c3d4.js`. Throws for a name that was not built. */
  readonly address: (name: string) => string;
}

const here = dirname(fileURLToPath(import.meta.url));
const distribution = join(here, '..', 'dist');
/** Paths of sources. Scripts go by the name given to them, styles by their file's: `panel.css`. */
export interface AssetSources {
  readonly scripts: Readonly<Record<string, string>>;
  readonly styles: readonly string[];
}

/** The assets of every page and of one app: from `dist`, or built now when a source has changed since. */
export async function builtAssets(extra: AssetSources): Promise<Assets> {
  const sources: AssetSources = {
    scripts: { page: join(here, 'islands', 'page.ts'), ...extra.scripts },
    styles: [join(here, '..', 'assets', 'tessera.css'), ...extra.styles],
  };
  const folder = join(distribution, await sourcesDigest(sources));
  if (!existsSync(folder)) {
    const { buildAssets } = await import('./build-assets.ts');
    await mkdir(distribution, { recursive: true });
    await removeOldBuilds();
    const unfinished = await mkdtemp(join(distribution, 'unfinished-'));
    await buildAssets(sources, unfinished);
    // One rename: another process that builds the same at the same time cannot mix its files with ours.
    await rename(unfinished, folder).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    });
  }
  const names: Readonly<Record<string, string>> = JSON.parse(await readFile(join(folder, 'names.json'), 'utf8'));
  return {
    folder,
    address: (name) => {
      const file = names[name];
      if (file === undefined) throw new Error(`no asset "${name}"`);
      return `/assets/${file}`;
    },
  };
}

/** Builds that nobody has made for a week: younger ones may still be served by a process that runs. */
async function removeOldBuilds(): Promise<void> {
  const builds = (await readdir(distribution)).map((name) => join(distribution, name));
  // Gone meanwhile: another process has just finished it.
  const changedAt = (path: string) =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
  const ages = await Promise.all(builds.map(async (path) => ({ path, changedAt: await changedAt(path) })));
  const newest = Math.max(0, ...ages.map((build) => build.changedAt).filter(Number.isFinite));
  const old = ages.filter((build) => newest - build.changedAt > 7 * DAY);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}

/** Changes with any file in the folder of a source (what it imports is there), and with the way of building. */
async function sourcesDigest({ scripts, styles }: AssetSources): Promise<string> {
  const paths = [...Object.values(scripts), ...styles];
  const hash = createHash('sha256').update(JSON.stringify([Object.keys(scripts), paths.map((path) => basename(path))]));
  const folders = new Set(paths.map((path) => dirname(path)));
  for (const folder of folders) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()) {
      hash.update(file.slice(folder.length)).update(await readFile(file));
    }
  }
  for (const file of ['build-assets.ts', 'bootstrap-italia.ts']) hash.update(await readFile(join(here, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Serves them for ever: their names change with what they hold. */
export async function serveAssets(server: FastifyInstance, assets: Assets): Promise<void> {
  await server.register(fastifyStatic, {
    root: join(assets.folder, 'files'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}
