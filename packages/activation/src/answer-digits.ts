import { type Ground, hex, type Sql } from '@tessera/base';
import { checkPukDigits } from '@tessera/issuance';
import type { Activation, ActivationState, At } from './activation.ts';
import { activationOf, advance, changeSession } from './activation-store.ts';
import { isProof, recordAnswer, recordProof } from './answer-store.ts';
import { askedPositions, type Budget, digitsAt, GUESSES_MAX, pairDigest } from './budget.ts';
import { budgetOf, closeSpent, countGuess, giveBack, isOpen, recordWrong } from './budget-store.ts';
import { doorOf } from './doors.ts';
import { type CardHolder, cardHolder, judge } from './eligibility.ts';
import { expiryAfter, raisedToken, sessionDigest } from './session.ts';
import { tellOfClosing } from './tell-of-closing.ts';

/** What was typed, and on which form. */
export interface Answer {
  readonly form: string;
  /** The first half of the PUK as it was typed, such as `*3*7`. */
  readonly typed: string;
}

export type AnswerResult =
  /** The digits are right. The token takes the place of the browser's cookie. */
  | { readonly outcome: 'proven'; readonly token: string }
  | { readonly outcome: 'wrong'; readonly guessesLeft: number }
  /** Five were wrong: nothing is compared any more. */
  | { readonly outcome: 'closed' }
  /** Not one digit for each box that was asked: nothing was counted. */
  | { readonly outcome: 'malformed' }
  /** This form was sent before, or the step is done: look at where the activation stands. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'no-activation' };

/** An activation that waits for digits, with what its answer is judged by. */
interface Asked {
  readonly token: string;
  readonly activation: Activation<At<'digits'>>;
  readonly pair: Uint8Array;
  readonly answer: Uint8Array;
}

/**
 * Answers the question of step 1.2: counts, then compares (promises 1 and 2).
 *
 * A pair that does not exist goes the same way as one that does, to the same statements and the same words.
 */
export async function answerDigits(ground: Ground, token: string, answer: Answer): Promise<AnswerResult> {
  const { database, keys, clock } = ground;
  const activation = await activationOf(database, keys, sessionDigest(keys, token), clock.now());
  if (activation === null) return repeatOfProof(ground, token, answer);
  const door = doorOf('digits', activation);
  if (door.door !== 'open') return { outcome: 'repeated' };

  const { state } = door.activation;
  const pair = pairDigest(keys, state);
  const before = await budgetOf(database, pair);
  const digits = digitsAt(answer.typed, askedPositions(keys, pair, before.round));
  if (digits === null) return { outcome: 'malformed' };

  const asked: Asked = { token, activation: door.activation, pair, answer: answerDigest(ground, activation, answer) };
  const counted = await count(ground, asked);
  if (counted === 'repeated') return { outcome: 'repeated' };
  if (counted === 'none-left') return { outcome: 'closed' };

  const holder = await cardHolder(database, keys, state);
  // The round that was counted in, should it have changed since the question: never digits that were not asked.
  const positions = askedPositions(keys, pair, counted.round);
  const right = await checkPukDigits(database, keys, state.serial, positions, digits);
  if (holder === null || !right) return recordWrongAnswer(ground, asked, counted, holder);
  return recordRightAnswer(ground, asked, counted, holder);
}

const answerDigest = ({ keys }: Ground, { id }: Activation, { form, typed }: Answer): Uint8Array =>
  keys.digest('token', 'activation answer', id, form, typed);

/** Takes the guess, on its own and durably, before anything is looked at. */
function count(ground: Ground, { activation, pair, answer }: Asked): Promise<Budget | 'repeated' | 'none-left'> {
  const { database, audit, clock } = ground;
  const now = clock.now();
  return database.transaction(async (sql) => {
    if (!(await recordAnswer(sql, activation.id, answer))) return 'repeated';
    const budget = await countGuess(sql, pair, now);
    if (budget === null) {
      await audit.record(sql, { act: 'activation.guess-refused', rule: 'promise 1', details: { pair: hex(pair) } });
      await closeWhenSpent(sql, ground, activation.state, pair);
      return 'none-left';
    }
    await audit.record(sql, {
      act: 'activation.guess-counted',
      rule: 'promise 2',
      // The pair's digest, so that a restore can count again from here (promise 22).
      details: { pair: hex(pair), round: budget.round, guess: budget.guesses },
    });
    return budget;
  });
}

async function recordWrongAnswer(
  ground: Ground,
  { activation, pair }: Asked,
  { round, guesses }: Budget,
  holder: CardHolder | null,
): Promise<AnswerResult> {
  const guessesLeft = GUESSES_MAX - guesses;
  await ground.database.transaction(async (sql) => {
    await recordWrong(sql, pair, round);
    await ground.audit.record(sql, {
      act: 'activation.digits-wrong',
      rule: 'ACT-16',
      citizen: holder?.citizen.id,
      details: { guessesLeft },
    });
    await closeWhenSpent(sql, ground, activation.state, pair);
  });
  return guessesLeft === 0 ? { outcome: 'closed' } : { outcome: 'wrong', guessesLeft };
}

/** Closes a spent budget once, and tells whoever it is about (T-ACT-19). */
async function closeWhenSpent(sql: Sql, ground: Ground, claimed: At<'digits'>, pair: Uint8Array): Promise<void> {
  if (!(await closeSpent(sql, pair, ground.clock.now()))) return;
  const citizen = await tellOfClosing(sql, ground, claimed);
  await ground.audit.record(sql, {
    act: 'activation.closed',
    rule: 'promise 1',
    citizen: citizen ?? undefined,
    details: { pair: hex(pair) },
  });
}

/** Moves on to the phone, or to the reason why not; the guess comes back, and the cookie changes. */
async function recordRightAnswer(
  ground: Ground,
  { token, activation, pair, answer }: Asked,
  { round }: Budget,
  holder: CardHolder,
): Promise<AnswerResult> {
  const { database, keys, audit, clock } = ground;
  const now = clock.now();
  const raised = raisedToken(keys, token);
  const verdict = (await isOpen(database, pair, round))
    ? await judge(database, ground, holder, round)
    : { obstacle: 'closed' as const };
  const state: ActivationState =
    'obstacle' in verdict ? { step: 'refused', obstacle: verdict.obstacle } : { step: 'phone', holder: verdict };

  await database.transaction(async (sql) => {
    const citizenId = holder.citizen.id;
    const expiresAt = expiryAfter(now, activation.beganAt);
    // Two right answers at once: one of them moves the activation, and each takes back its own guess.
    if (await advance(sql, keys, activation, { state, expiresAt, citizenId })) {
      await changeSession(sql, activation.id, sessionDigest(keys, raised));
    }
    await recordProof(sql, activation.id, answer, now);
    await giveBack(sql, pair, round);
    await audit.record(sql, { act: 'activation.digits-proven', rule: 'ACT-13', citizen: citizenId });
    if (state.step === 'refused') {
      const details = { obstacle: state.obstacle };
      await audit.record(sql, { act: 'activation.refused', rule: 'promise 7', citizen: citizenId, details });
    }
  });
  return { outcome: 'proven', token: raised };
}

/** The right answer, sent once more with the cookie that it has already replaced: the same answer again. */
async function repeatOfProof(ground: Ground, token: string, answer: Answer): Promise<AnswerResult> {
  const { database, keys, clock } = ground;
  const raised = raisedToken(keys, token);
  const activation = await activationOf(database, keys, sessionDigest(keys, raised), clock.now());
  if (activation === null) return { outcome: 'no-activation' };
  const proven = await isProof(database, activation.id, answerDigest(ground, activation, answer));
  return proven ? { outcome: 'proven', token: raised } : { outcome: 'no-activation' };
}
