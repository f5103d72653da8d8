import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemRandom, utf8 } from '@tessera/base';
import { certifiedTerminal } from '@tessera/card-client';
import { nodePrimitives } from '@tessera/readers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../card/desk.ts';
import { openPairings } from '../pairing/pairings.ts';
import { providerAt } from '../provider/provider.ts';
import { type CitizenCard, citizenCard, TEST_PIN, TEST_PUK } from '../testing/citizen-card.ts';
import { isGuess, type VirtualReaders, virtualReaders } from '../testing/virtual-readers.ts';
import { texts } from '../texts/index.ts';
import { type CommandDeps, type CommandName, EXIT, runCommand } from './run.ts';

const WRONG = '00000000';
const NEXT = '55556666';

let folder: string;
let readers: VirtualReaders;
let citizen: CitizenCard;
/** What is typed, in order; and what was given out as a code, to look at afterwards. */
let typed: string[];
let codes: Uint8Array[];
let said: string[];
let deps: CommandDeps;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-cie-'));
  [readers, citizen, typed, codes, said] = [virtualReaders(), citizenCard(), [], [], []];
  const { reader } = citizen.made;
  deps = {
    desk: openDesk(readers, certifiedTerminal(reader, reader.certificate), nodePrimitives()),
    pairings: await openPairings(folder, systemRandom),
    // Nobody answers there.
    provider: providerAt({ origin: 'http://127.0.0.1:9' }, systemClock),
    clock: systemClock,
    say: texts('it'),
    console: {
      say: (line) => said.push(line),
      complain: (line) => said.push(line),
      ask: async () => typed.shift() ?? '',
      askSecret: async () => {
        const next = typed.shift();
        if (next === undefined) return null;
        codes.push(utf8(next));
        return codes.at(-1) ?? null;
      },
    },
  };
});
afterEach(async () => {
  // T-CRD-12: whatever came of them.
  expect(codes.filter((code) => code.some((byte) => byte !== 0))).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

async function run(name: CommandName, ...input: string[]): Promise<{ exit: number; text: string }> {
  [typed, said] = [input, []];
  const exit = await runCommand(name, deps);
  return { exit, text: said.join('\n') };
}

describe('tessera-cie', () => {
  it('UNL-05 status: reader, card, tries and pairings', async () => {
    readers.place(citizen.card);
    expect((await run('enrol', TEST_PIN)).exit).toBe(EXIT.done);
    const { exit, text } = await run('status');
    expect(exit).toBe(EXIT.done);
    expect(text).toContain('Tentativi rimasti per il PIN: 3 su 3');
    expect(text).toContain('Prova Finta, carta CA00000AA');
  });

  it('C-15 doctor says what is wrong and what to do', async () => {
    const nothing = await run('doctor');
    expect(nothing.exit).toBe(EXIT.notDone);
    expect(nothing.text).toContain('Appoggia la carta al centro del lettore');
    expect(nothing.text).toContain('Il fornitore di identità non risponde');
  });

  it('UNL-04 change-pin wants the new one twice, and the old one right', async () => {
    readers.place(citizen.card);
    expect((await run('change-pin', TEST_PIN, NEXT, '55556667')).text).toContain('non sono uguali');
    expect((await run('change-pin', WRONG, NEXT, NEXT)).text).toContain('Rimangono 2 tentativi');
    expect((await run('change-pin', TEST_PIN, NEXT, NEXT)).exit).toBe(EXIT.done);
    expect((await run('enrol', NEXT)).exit).toBe(EXIT.done);
  });

  it('T-CRD-09 the last PIN is asked for only after a yes; then the PUK', async () => {
    readers.place(citizen.card);
    await run('enrol', WRONG);
    await run('enrol', WRONG);
    const kept = await run('enrol', 'no', TEST_PIN);
    expect(kept.text).toContain('il PIN si blocca');
    expect(typed).toEqual([TEST_PIN]);
    expect(citizen.triesLeft('pin')).toBe(1);
    expect((await run('enrol', 'sì', WRONG)).text).toContain('il PIN è bloccato');
    expect((await run('unblock', TEST_PUK, NEXT, NEXT)).exit).toBe(EXIT.done);
    expect((await run('enrol', NEXT)).exit).toBe(EXIT.done);
  });

  it('T-CRD-11 PUK from three left after a yes, the last after its word', async () => {
    readers.place(citizen.card);
    for (let guess = 0; guess < 7; guess++) await run('unblock', WRONG, NEXT, NEXT);
    expect((await run('unblock', WRONG, NEXT, NEXT)).text).toContain('la carta si chiude per sempre');
    expect(citizen.triesLeft('puk')).toBe(3);
    for (let guess = 0; guess < 2; guess++) await run('unblock', 'sì', WRONG, NEXT, NEXT);
    expect((await run('unblock', 'sì', WRONG, NEXT, NEXT)).text).toContain('scrivi la parola ULTIMO');
    expect(citizen.triesLeft('puk')).toBe(1);
    expect((await run('unblock', 'ULTIMO', WRONG, NEXT, NEXT)).text).toContain('Rivolgiti al tuo Comune');
  });

  it('sends nothing to the card while a code is none', async () => {
    readers.place(citizen.card);
    expect((await run('enrol', '1234')).exit).toBe(EXIT.notDone);
    expect((await run('enrol')).text).toContain('non è stato fatto nulla');
    expect(readers.heard.filter(isGuess)).toEqual([]);
  });

  it('T-CRD-10 says whether a try may be gone, and how many are left', async () => {
    readers.place(citizen.card);
    let gone = false;
    readers.loseCardWhen((command) => {
      if (!isGuess(command) || gone) return null;
      gone = true;
      return 'after';
    });
    const { text } = await run('enrol', WRONG);
    expect(text).toContain('un tentativo può essere stato usato');
    expect(text).toContain('Tentativi rimasti per il PIN: 2 su 3');
  });
});
