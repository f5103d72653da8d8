import { systemClock, systemRandom } from '@tessera/base';
import { run } from './index.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

process.exitCode = await run(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  environment: process.env,
  clock: systemClock,
  random: systemRandom,
  ended: ending.signal,
});
