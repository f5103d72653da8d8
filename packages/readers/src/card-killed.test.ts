import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { utf8 } from '@tessera/base';
import { certifiedTerminal, openChannel } from '@tessera/card-client';
import { type CardState, decodeCard } from '@tessera/chip';
import { drawTestCard, TEST_PIN, TEST_PUK } from '@tessera/chip/testing';
import { seededMoments } from '@tessera/testbed';
import { afterAll, describe, expect, it } from 'vitest';
import { nodePrimitives, openCardFile, writeCardFile } from './index.ts';
import { callCard } from './testing/call-card.ts';
import { ownPort } from './testing/own-port.ts';

const PROCESS = fileURLToPath(new URL('./testing/card-process.ts', import.meta.url));
const SEED = 'a card process';
/** Longer than all guesses take, so that some processes end by themselves. */
const LATEST_MS = 350;
const AT_ONCE = 2;
const moments = seededMoments(SEED, 25, LATEST_MS);

const WRONG = '00000000';
const pin = (digits: string) => ({ reference: 0x81, digits, right: TEST_PIN, triesMax: 3 });
const puk = (digits: string) => ({ reference: 0x82, digits, right: TEST_PUK, triesMax: 10 });
/** The tries go down, and are given back only by the right code. */
const GUESSES = [
  ...[pin(WRONG), puk(WRONG), pin(TEST_PIN), puk(WRONG), pin(WRONG), puk(TEST_PUK), pin(WRONG), pin(TEST_PIN)],
  ...[puk(WRONG), puk(WRONG), pin(WRONG), pin(WRONG), puk(TEST_PUK), pin(WRONG), puk(WRONG)],
];
type Guess = (typeof GUESSES)[number];

interface Tries {
  readonly [reference: number]: number;
}

const spent = (tries: Tries, { reference }: Guess): Tries => ({
  ...tries,
  [reference]: Math.max(0, (tries[reference] ?? 0) - 1),
});
const after = (tries: Tries, guess: Guess): Tries =>
  guess.digits === guess.right && (tries[guess.reference] ?? 0) > 0
    ? { ...tries, [guess.reference]: guess.triesMax }
    : spent(tries, guess);
const triesOf = ({ codes }: CardState): Tries =>
  Object.fromEntries(Array.from(codes, ([reference, code]) => [reference, code.triesLeft]));

describe('a card process that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-card-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `T-CRD-10 at ${moments.length} moments of PIN and PUK guesses (seed "${SEED}") never gives a try back`,
    async () => {
      const runs = moments.map((moment, run) => ({ moment, run }));
      while (runs.length > 0)
        await Promise.all(runs.splice(0, AT_ONCE).map(({ moment, run }) => killAndLook(folder, run, moment)));
    },
    // A process needs a second on a machine that has other things to do.
    moments.length * 5_000,
  );
});

async function killAndLook(folder: string, run: number, moment: number): Promise<void> {
  const file = join(folder, `${run}.json`);
  const made = drawTestCard();
  await writeCardFile(file, made.card);
  const port = ownPort(run % 16);
  const child = fork(PROCESS, [file, String(port)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let heard = 0;
  try {
    await once(child, 'message');
    const card = await callCard(port);
    const channel = await openChannel(card, certifiedTerminal(made.reader, made.reader.certificate), nodePrimitives());
    const guessing = (async () => {
      for (const { reference, digits } of GUESSES) {
        await channel.send({ cla: 0, ins: 0x20, p1: 0, p2: reference, data: utf8(digits), le: null });
        heard += 1;
      }
    })().catch(() => undefined);
    await Promise.race([sleep(moment), guessing]);
    await killed(child);
    await guessing;
    await card.close();
  } finally {
    await killed(child);
  }

  const known = GUESSES.slice(0, heard).reduce(after, triesOf(made.card));
  const [onItsWay] = GUESSES.slice(heard);
  // The guess on its way may have been counted, and if counted, compared; never compared and uncounted.
  const possible = onItsWay === undefined ? [known] : [known, spent(known, onItsWay), after(known, onItsWay)];
  const stored = triesOf(decodeCard(readFileSync(file, 'utf8')));
  expect(possible, `killed after ${moment} ms, ${heard} answers heard`).toContainEqual(stored);
  // Nor does the next reader find it locked, or with other tries.
  const again = await openCardFile(file, { primitives: nodePrimitives() });
  expect(triesOf(again.state)).toEqual(stored);
  await again.close();
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
