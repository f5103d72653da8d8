import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededMoments } from '@tessera/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesIn } from './testing/file-memory.ts';
import type { GuessingOrder } from './testing/guessing-process.ts';
import { drawTestCard, type TestCard } from './testing/index.ts';

const PROCESS = fileURLToPath(new URL('./testing/guessing-process.ts', import.meta.url));
/** Longer than all guesses of a plan take, so that some processes end by themselves. */
const LATEST_MS = 40;
const AT_ONCE = 2;
const SEED = 'tearing';
const moments = seededMoments(SEED, 25, LATEST_MS);

const PIN = '12345678';
const WRONG = '00000000';
/** Wrong ones and right ones in turn: the tries go down, and are given back only by the right one. */
const GUESSES = [WRONG, PIN, WRONG, WRONG, PIN, WRONG, PIN, WRONG, WRONG, WRONG, WRONG];
/** Tries left after 0, 1, 2 … guesses. */
const LEFT_AFTER = [3, 2, 3, 2, 1, 3, 2, 3, 2, 1, 0, 0];

describe('a card process that is killed', () => {
  let made: TestCard;
  let folder: string;
  beforeAll(() => {
    made = drawTestCard();
    folder = mkdtempSync(join(tmpdir(), 'tessera-card-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `T-CRD-10 at ${moments.length} moments (seed "${SEED}") never gives a try back`,
    async () => {
      const runs = moments.map((after, run) => ({ after, file: join(folder, `${run}.json`) }));
      while (runs.length > 0) {
        await Promise.all(runs.splice(0, AT_ONCE).map(({ after, file }) => killAndLook(made, file, after)));
      }
      // A process needs a second on a machine that has other things to do.
    },
    moments.length * 5_000,
  );
});

async function killAndLook(made: TestCard, file: string, after: number): Promise<void> {
  const told = await killedAfter({ made, file, guesses: GUESSES }, after);
  const stored = codesIn(file)?.get(0x81)?.triesLeft ?? 3;
  const known = LEFT_AFTER[told.length] ?? 0;
  // The guess on its way may have been counted, and if counted, answered; it was not both compared and uncounted.
  const possible = [known, Math.max(0, known - 1), LEFT_AFTER[told.length + 1] ?? 0];
  expect(possible, `killed after ${after} ms, told ${told.join(' ')}`).toContain(stored);
}

/** Starts the process, kills it so many milliseconds after it began to guess, and gives the statuses that it told. */
async function killedAfter(order: GuessingOrder, milliseconds: number): Promise<string[]> {
  const child = fork(PROCESS, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told: string[] = [];
  try {
    child.send(order);
    await once(child, 'message');
    child.on('message', (status: string) => told.push(status));
    child.send('begin');
    await Promise.race([new Promise((resolve) => setTimeout(resolve, milliseconds)), once(child, 'exit')]);
  } finally {
    await ended(child);
  }
  return told;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // 'close' comes after the last message was read; 'exit' may come before it.
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
