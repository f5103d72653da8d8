// node scripts/run.mjs <arguments>: installs when the lockfile has changed, then runs the pinned Node 24 with these arguments.
// Plain JavaScript on purpose: it must start under whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = [24, 7];
// MiB that the newest objects may fill before they are sorted (Node takes 32 and up where there is room, thrice, and it saves no time
// here), and at which the old ones are first looked through (Node lets them grow to some hundred first).
const HEAP = ['--max-semi-space-size=8', '--initial-old-space-size=32'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.tessera-lockfile'); // Inside node_modules: it dies with what it describes.
const lockfile = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockfile) install();
start(pinnedNode(), process.argv.slice(2));

function install() {
  const npm = process.env.npm_execpath;
  if (npm === undefined) stop('Start it through npm ("npm start", "npm test"): npm installs what is missing.');
  console.error('Installing dependencies (once, until the lockfile changes) ...');
  // Under npm's own Node: npm ci removes the pinned binary it might otherwise be running on.
  const node = process.env.npm_node_execpath ?? process.execPath;
  const done = spawnSync(node, [npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) stop('The dependencies could not be installed: see the lines above, then try again.');
  writeFileSync(stamp, lockfile);
}

function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary);
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  return stop(`Tessera needs Node ${OLDEST.join('.')} or newer on this platform; this is ${process.versions.node}.`);
}

function start(node, args) {
  const child = spawn(node, [...HEAP, ...args], {
    cwd: root, // tsx reads the JSX settings from the working directory.
    stdio: 'inherit',
    // glibc keeps a heap for each thread and never gives it back: with argon2 on four threads that is 130 MiB for nothing.
    env: { MALLOC_ARENA_MAX: '1', ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
