// npm run soak: the tests that kill a process or send noise, each with many more seeded tries, on both databases. Some twenty minutes.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareTests } from './prepare-tests.ts';

const PARTS = ['database', 'card', 'network'] as const;

const { values: flags } = parseArgs({
  options: {
    factor: { type: 'string', default: '5' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const factor = Number(flags.factor);
const wanted = PARTS.filter((part) => flags.only === undefined || flags.only === part);
if (flags.help || !(factor >= 1) || wanted.length === 0) {
  console.log(`npm run soak [-- --factor 5] [--only database|card|network]

Kills writing processes at seeded moments and looks for anything acknowledged that is lost, or done twice; sends noise to a card;
opens hundreds of connections that say a byte a second, and waits until they are cut off.
npm test tries some 35 moments on each database, 25 on a card process, and 20,000 APDUs. With the factor 5 this tries 5 times as many
on the databases (more than 150), 20 times as many on the card process (500), and 50 times as many APDUs (1,000,000).`);
  process.exit(flags.help ? 0 : 2);
}

interface Round {
  readonly files: readonly string[];
  /** Which of their tests. */
  readonly pattern: string;
  /** So many times the tries of an ordinary run. */
  readonly times: number;
}

const ROUNDS: Readonly<Record<(typeof PARTS)[number], readonly Round[]>> = {
  database: [{ files: filesThatKill(), pattern: 'kill|promise 29|promise 2 ', times: factor }],
  card: [
    { files: ['packages/readers/src/card-killed.test.ts'], pattern: 'kill', times: 4 * factor },
    { files: ['packages/chip/src/fuzz.test.ts'], pattern: 'mutated', times: 10 * factor },
  ],
  network: [{ files: ['packages/web/src/slow-clients.test.ts'], pattern: 'T-LOD-02', times: factor }],
};

prepareTests();
const statuses = wanted.flatMap((part) => ROUNDS[part]).map(soaked);
process.exit(Math.max(...statuses));

function soaked({ files, pattern, times }: Round): number {
  const words = ['run', '--testTimeout=3600000', `--testNamePattern=${pattern}`];
  const reporters = ['--reporter=default', '--reporter=./scripts/closing-line-reporter.ts'];
  const done = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...words, ...reporters, ...files], {
    stdio: 'inherit',
    env: { ...process.env, TESSERA_SOAK_FACTOR: String(times) },
  });
  return done.status ?? 1;
}

/** Those of the databases. */
function filesThatKill(): string[] {
  return globSync('packages/*/src/**/*.test.ts').filter((file) => /killedAfter/.test(readFileSync(file, 'utf8')));
}
