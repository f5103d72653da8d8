import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A native module that Tessera can do without, and what its compilation needs on Linux. */
export interface NativeModule {
  /** Its folder among the installed packages. */
  readonly folder: string;
  /** A header that must be there; null for none beside the compiler's own. */
  readonly header: string | null;
  /** Debian's packages. */
  readonly packages: string;
}

/** Compiles it for the Node that runs Tessera, or ends the process with one sentence that says what is missing. */
export function compileModule({ folder, header, packages }: NativeModule): void {
  if (!existsSync(folder)) stop('The module is not installed. Run "npm start" or "npm test" once, then try again.');
  if (process.platform === 'linux' && header !== null && !existsSync(header))
    stop(`It needs a compiler and headers:  sudo apt-get install ${packages}`);
  const npm = process.env['npm_execpath'];
  if (npm === undefined) stop('Start it through npm run.');

  // npm's own node-gyp, and the headers beside the Node that runs this: nothing is fetched. "npm rebuild" would report success and do
  // nothing, for scripts of packages are not run here.
  const gyp = join(dirname(dirname(npm)), 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  // Without npm's own settings: a user's nodedir would make a module that compiles and does not load.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)));
  const done = spawnSync(process.execPath, [gyp, 'rebuild', `--nodedir=${dirname(dirname(process.execPath))}`], {
    cwd: resolve(folder),
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (done.status !== 0) stop(`It could not be compiled: see the lines above. It needs: ${packages}`);
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
