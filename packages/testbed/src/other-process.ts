import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Random, randomBelow } from '@tessera/base';
import type { Testbed } from './ground-at.ts';
import type { FromChild, ToChild } from './other-process-messages.ts';
import { seededRandom } from './seeded-random.ts';

const CHILD = fileURLToPath(new URL('./other-process-child.ts', import.meta.url));
/** A process that takes longer is ended, and its test fails. */
const PATIENCE_MS = 50_000;

/** What a script in another process is given. Its module lies in a folder `testing/` and exports it as default. */
export type Script<Input = unknown, Result = unknown> = (part: Part<Input>) => Promise<Result>;

export interface Part<Input> {
  /** The same database and the same keys as the test's; a clock, chance and outbox of its own. */
  readonly ground: Testbed;
  readonly input: Input;
  /** 0, 1, 2 … */
  readonly index: number;
  /** Tells the test at once: what was told before a `kill -9` must still be true after it. */
  acknowledge(report: unknown): void;
}

/**
 * Runs the script in as many other processes as there are inputs, all on the testbed's database, and returns what they return.
 * All have opened everything before the first begins.
 *
 * ```ts
 * const script = new URL('./testing/guess-the-digits.ts', import.meta.url);
 * const results = await inProcesses<Input, Result>(testbed, script, [{ serial }, { serial }]);
 * ```
 *
 * What goes in and out passes between processes: plain data and bytes. Throws what a script throws.
 */
export async function inProcesses<Input, Result>(
  testbed: Testbed,
  script: URL,
  inputs: readonly Input[],
): Promise<Result[]> {
  const processes = inputs.map((input, index) => startProcess(testbed, script, input, index));
  try {
    await Promise.all(processes.map((each) => each.ready));
    for (const each of processes) each.go();
    return (await Promise.all(processes.map((each) => each.result))) as Result[];
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
  }
}

/**
 * Runs the script in another process and ends that with `kill -9` so many milliseconds after it began; returns what it had
 * acknowledged until then. A script that ends before is no error, nor one that kills itself at a moment of its own.
 */
export async function killedAfter<Report>(
  testbed: Testbed,
  script: URL,
  { input, milliseconds }: { readonly input: unknown; readonly milliseconds: number },
): Promise<Report[]> {
  const process = startProcess(testbed, script, input, 0);
  try {
    await process.ready;
    process.go();
    const ended = process.result.catch((error: unknown) => {
      if (!process.killed) throw error;
    });
    await Promise.race([new Promise((resolve) => setTimeout(resolve, milliseconds)), ended]);
  } finally {
    await process.kill();
  }
  return process.acknowledged as Report[];
}

/** `npm run soak` asks for so many times the moments of an ordinary run. */
const SOAK_FACTOR = Number(process.env['TESSERA_SOAK_FACTOR'] ?? 1);

/** Moments for `killedAfter`, from 0 up to a limit in milliseconds: the same for the same seed. */
export function seededMoments(seed: string | number, count: number, limit: number): number[] {
  const random: Random = seededRandom(seed);
  return Array.from({ length: count * SOAK_FACTOR }, () => randomBelow(random, limit));
}

interface OtherProcess {
  readonly ready: Promise<void>;
  readonly result: Promise<unknown>;
  readonly acknowledged: readonly unknown[];
  /** True once a signal has ended it, whoever sent it. */
  readonly killed: boolean;
  go(): void;
  /** `kill -9`, and gone when this resolves. */
  kill(): Promise<void>;
}

function startProcess({ place, clock }: Testbed, script: URL, input: unknown, index: number): OtherProcess {
  const child = fork(CHILD, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const tell = (message: ToChild): boolean => child.send(message);
  const acknowledged: unknown[] = [];
  const ready = Promise.withResolvers<void>();
  const result = Promise.withResolvers<unknown>();
  // The test waits for one of them at a time; the other one's failure is the same.
  ready.promise.catch(() => undefined);
  result.promise.catch(() => undefined);
  const fail = (error: Error): void => {
    ready.reject(error);
    result.reject(error);
  };
  child.on('message', (message: FromChild) => {
    if (message.kind === 'ready') ready.resolve();
    if (message.kind === 'acknowledged') acknowledged.push(message.report);
    if (message.kind === 'result') result.resolve(message.result);
    if (message.kind === 'failed') fail(new Error(`process ${index}: ${message.error}`));
  });
  child.on('error', fail);
  child.on('exit', () => fail(new Error(`process ${index} ended without a result`)));
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  tell({ kind: 'begin', place, now: clock.now(), script: script.href, input, index });
  return {
    ready: ready.promise,
    result: result.promise,
    acknowledged,
    get killed() {
      return child.signalCode !== null;
    },
    go: () => tell({ kind: 'go' }),
    kill: async () => {
      clearTimeout(impatience);
      await ended(child);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
