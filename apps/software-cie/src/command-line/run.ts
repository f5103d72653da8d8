import type { Clock, Say } from '@tessera/base';
import type { CodeName } from '@tessera/card-client';
import { isCode } from '@tessera/ias';
import { type CardWork, changeCardPin, enrolCard, unblockCard } from '../card/acts.ts';
import { type Deliberation, deliberationFor } from '../card/deliberate.ts';
import { type Failure, failureErrors } from '../card/failure.ts';
import { readTries } from '../card/guess.ts';
import { type Diagnosis, diagnose, diagnoseCard, HINTS } from '../diagnosis.ts';
import type { Provider } from '../provider/provider.ts';
import type { TextKey } from '../texts/index.ts';
import type { Console } from './console.ts';

export const EXIT = { done: 0, notDone: 1, wrongUsage: 2 } as const;

export interface CommandDeps extends CardWork {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly console: Console;
  readonly say: Say<TextKey>;
}

export type CommandName = keyof typeof COMMANDS;

const COMMANDS = { status, enrol, 'change-pin': changePin, unblock, doctor };

export const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** Carries out one command; gives the exit code. */
export const runCommand = (name: CommandName, deps: CommandDeps): Promise<number> => COMMANDS[name](deps);

async function status(deps: CommandDeps): Promise<number> {
  const { console, say, pairings, clock } = deps;
  const diagnosis = await diagnoseCard(deps, clock.now());
  describe(deps, diagnosis);
  console.say(say(pairings.all.length === 0 ? 'enrolledNone' : 'enrolled'));
  for (const { name, documentNumber } of pairings.all)
    console.say(`  ${say('cardPaired', { name, number: documentNumber })}`);
  return report(deps, diagnosis);
}

async function doctor(deps: CommandDeps): Promise<number> {
  const diagnosis = await diagnose(deps, deps.clock.now());
  describe(deps, diagnosis);
  if (diagnosis.findings.length === 0) deps.console.say(deps.say('diagnosisGood'));
  return report(deps, diagnosis);
}

function describe({ console, say }: CommandDeps, { sight, tries, pairing }: Diagnosis): void {
  if (!('readers' in sight)) return;
  for (const reader of sight.readers) console.say(`${say('reader')}: ${reader}`);
  if (sight.seen !== 'identity-card') return;
  const card =
    pairing === null
      ? say('cardSeen', { nis: sight.nis })
      : say('cardPaired', { name: pairing.name, number: pairing.documentNumber });
  console.say(`${say('card')}: ${card}`);
  if (tries === null) return;
  console.say(`${say('pinTries')}: ${triesText(say, tries.pin, 3)}`);
  console.say(`${say('pukTries')}: ${triesText(say, tries.puk, 10)}`);
}

const triesText = (say: Say<TextKey>, left: number | null, most: number): string =>
  left === null ? say('triesUnknown') : say('triesOf', { left, most });

/** Findings with their cures; what stops nobody is told and counts as good. */
function report({ console, say }: CommandDeps, { findings }: Diagnosis): number {
  for (const finding of findings) {
    console.say('');
    console.say(`${say(finding)}.`);
    console.say(say(`${finding}-cure`));
  }
  return findings.every((finding) => HINTS.has(finding)) ? EXIT.done : EXIT.notDone;
}

async function enrol(deps: CommandDeps): Promise<number> {
  const given = await deliberation(deps, 'pin');
  if (given === null) return EXIT.notDone;
  const pin = await askCode(deps, 'pinLabel', 'pinMissing');
  if (pin === null) return EXIT.notDone;
  return told(deps, await enrolCard(deps, { pin, given }), 'enrolDone');
}

async function changePin(deps: CommandDeps): Promise<number> {
  const given = await deliberation(deps, 'pin');
  if (given === null) return EXIT.notDone;
  const old = await askCode(deps, 'oldPinLabel', 'pinMissing');
  const next = old === null ? null : await askNewPin(deps);
  if (old === null || next === null) {
    old?.fill(0);
    return EXIT.notDone;
  }
  return told(deps, await changeCardPin(deps, { old, next, given }), 'changeDone');
}

async function unblock(deps: CommandDeps): Promise<number> {
  const given = await deliberation(deps, 'puk');
  if (given === null) return EXIT.notDone;
  const puk = await askCode(deps, 'pukLabel', 'pukMissing');
  const next = puk === null ? null : await askNewPin(deps);
  if (puk === null || next === null) {
    puk?.fill(0);
    return EXIT.notDone;
  }
  return told(deps, await unblockCard(deps, { puk, next, given }), 'unblockDone');
}

/** Says how many tries are left, and asks for the sign that this one is wanted. Null: it is not, or there is no card to ask. */
async function deliberation(deps: CommandDeps, name: CodeName): Promise<Deliberation | null> {
  const { console, say, desk } = deps;
  const asked = await readTries(desk);
  if (asked.outcome !== 'read') {
    report(deps, await diagnoseCard(deps, deps.clock.now()));
    return null;
  }
  const left = asked.tries[name];
  console.say(`${say(name === 'pin' ? 'pinTries' : 'pukTries')}: ${triesText(say, left, name === 'pin' ? 3 : 10)}`);
  console.say(say('readingTakes'));
  const wanted = left === 0 ? 'none' : deliberationFor(name, left);
  if (wanted === 'none') return wanted;
  console.say(say(name === 'pin' ? 'deliberatePin' : wanted === 'word' ? 'deliberatePukLast' : 'deliberatePuk'));
  const word = say('lastWord');
  const typed = await console.ask(wanted === 'word' ? say('lastWordLabel', { word }) : say('cliDeliberateTick'));
  const expected = wanted === 'word' ? word : say('cliYes');
  if (typed.toLowerCase() === expected.toLowerCase()) return wanted;
  console.complain(wanted === 'word' ? say('lastWordMissing', { word }) : say('deliberateMissing'));
  return null;
}

async function askCode({ console, say }: CommandDeps, label: TextKey, missing: TextKey): Promise<Uint8Array | null> {
  const typed = await console.askSecret(say(label));
  if (typed !== null && isCode(typed)) return typed;
  console.complain(say(typed === null || typed.length === 0 ? 'cliNoCode' : missing));
  typed?.fill(0);
  return null;
}

async function askNewPin(deps: CommandDeps): Promise<Uint8Array | null> {
  const next = await askCode(deps, 'nextPinLabel', 'nextMissing');
  if (next === null) return null;
  const again = await deps.console.askSecret(deps.say('againLabel'));
  const same = again?.length === next.length && next.every((byte, i) => byte === again[i]);
  again?.fill(0);
  if (same) return next;
  next.fill(0);
  deps.console.complain(deps.say('againDifferent'));
  return null;
}

async function told(
  deps: CommandDeps,
  result: Failure | { readonly outcome: 'enrolled' | 'changed' | 'unblocked' },
  done: TextKey,
): Promise<number> {
  const { console, say } = deps;
  switch (result.outcome) {
    case 'enrolled':
    case 'changed':
    case 'unblocked':
      console.say(say(done));
      return EXIT.done;
    case 'interrupted':
      console.complain(say(result.tryUsed === 'perhaps' ? 'interruptedPerhaps' : 'interruptedFree'));
      break;
    case 'blocked':
      console.complain(say(result.name === 'pin' ? 'pinBlockedNow' : 'pukBlockedNow'));
      break;
    default:
      for (const { message } of failureErrors(result, say)) console.complain(message);
  }
  // How many are left now, and what to do: asked of the card, not supposed.
  const diagnosis = await diagnoseCard(deps, deps.clock.now());
  describe(deps, diagnosis);
  report(deps, { ...diagnosis, findings: diagnosis.findings.filter((finding) => finding !== 'not-paired') });
  return EXIT.notDone;
}
