import { flushCompileCache } from 'node:module';
import { groundAt } from './ground-at.ts';
import type { Script } from './other-process.ts';
import type { FromChild, ToChild } from './other-process-messages.ts';

/** What runs in a process that `inProcesses` or `killedAfter` started: opens the same ground, waits for all, runs the script. */
const tell = (message: FromChild): void => {
  process.send?.(message);
};

const next = (): Promise<ToChild> => new Promise((resolve) => process.once('message', resolve));

async function main(): Promise<void> {
  const begin = await next();
  if (begin.kind !== 'begin') throw new Error('the test begins with "begin"');
  const { place, now, index, input } = begin;
  // A seed of its own: two processes with the same one would draw the same identifiers.
  const ground = await groundAt(place, { seed: `process ${index}`, now });
  const { default: script } = (await import(begin.script)) as { default: Script };
  // For the processes after this one, which may be killed before its end.
  flushCompileCache();
  const go = next();
  tell({ kind: 'ready' });
  await go;
  const result = await script({
    ground,
    input,
    index,
    acknowledge: (report) => tell({ kind: 'acknowledged', report }),
  });
  await ground.close();
  tell({ kind: 'result', result });
}

try {
  await main();
} catch (error) {
  tell({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.disconnect?.();
