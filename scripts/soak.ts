// npm run soak: the tests that kill a process or send noise, each with many more seeded tries, on both databases. Some ten minutes.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installWhatTestsNeed } from './debian-packages.ts';

const { values: flags } = parseArgs({
  options: { factor: { type: 'string', default: '5' }, help: { type: 'boolean', short: 'h', default: false } },
});
if (flags.help || !(Number(flags.factor) >= 1)) {
  console.log(`npm run soak [-- --factor 5]

Kills writing processes at seeded moments and looks for anything acknowledged that is lost, or done twice.
npm test tries some 35 moments on each database and 20,000 APDUs; this tries --factor times as many (5: more than 150).`);
  process.exit(flags.help ? 0 : 2);
}

installWhatTestsNeed();
const kills = globSync('packages/*/src/**/*.test.ts').filter((file) =>
  /killedAfter|TESSERA_SOAK_FACTOR/.test(readFileSync(file, 'utf8')),
);
const done = spawnSync(
  process.execPath,
  [
    ...[
      'node_modules/vitest/vitest.mjs',
      'run',
      '--testTimeout=1800000',
      '--testNamePattern=kill|promise 29|promise 2 |mutated',
    ],
    ...['--reporter=default', '--reporter=./scripts/closing-line-reporter.ts', ...kills],
  ],
  { stdio: 'inherit', env: { ...process.env, TESSERA_SOAK_FACTOR: flags.factor } },
);
process.exit(done.status ?? 1);
