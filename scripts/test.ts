// npm test [-- path or vitest options]: everything the tests need, then the tests, then one line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { prepareTests } from './prepare-tests.ts';

prepareTests();

const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=./scripts/closing-line-reporter.ts',
];
const done = spawnSync(process.execPath, [...vitest, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(done.status ?? 1);
