import type { Instant, Sql } from '@tessera/base';
import { type Budget, GUESSES_MAX, JUDGED_WITHIN, UNTOUCHED } from './budget.ts';

/** What is left to whoever asks. Reading decides nothing: `countGuess` does. */
export async function budgetOf(sql: Sql, pair: Uint8Array): Promise<Budget> {
  const row = await sql.first<Budget>('select guesses, round from activation_budgets where pair = $1', pair);
  return row ?? UNTOUCHED;
}

/**
 * Takes one guess, before anything is compared; null when there is none left.
 *
 * The one statement that the promise of five stands on: a hundred at once, on any number of nodes, get five rows back.
 */
export function countGuess(sql: Sql, pair: Uint8Array, now: Instant): Promise<Budget | null> {
  return sql.first<Budget>(
    `insert into activation_budgets (pair, guesses, wrong, round, guessed_at) values ($1, 1, 0, 1, $2)
     on conflict (pair) do update set guesses = activation_budgets.guesses + 1, guessed_at = excluded.guessed_at
     where activation_budgets.guesses < $3 and activation_budgets.closed_at is null
     returning guesses, round`,
    pair,
    now,
    GUESSES_MAX,
  );
}

/** The answer was wrong: its guess is spent. */
export async function recordWrong(sql: Sql, pair: Uint8Array, round: number): Promise<void> {
  await sql.run('update activation_budgets set wrong = wrong + 1 where pair = $1 and round = $2', pair, round);
}

/** The answer was right: it takes back the one guess that it cost, and no more. What is closed stays closed. */
export async function giveBack(sql: Sql, pair: Uint8Array, round: number): Promise<void> {
  await sql.run(
    'update activation_budgets set guesses = guesses - 1 where pair = $1 and round = $2 and closed_at is null',
    pair,
    round,
  );
}

/**
 * Closes a budget that is spent for good: five counted, and none of them still to be judged. True for the one caller that closes it.
 *
 * An answer whose process died is never judged. It stays counted, and after a while it no longer holds this up.
 */
export async function closeSpent(sql: Sql, pair: Uint8Array, now: Instant): Promise<boolean> {
  const closed = await sql.run(
    `update activation_budgets set closed_at = $2
     where pair = $1 and closed_at is null and guesses >= $3 and (wrong >= $3 or guessed_at <= $4)`,
    pair,
    now,
    GUESSES_MAX,
    now - JUDGED_WITHIN,
  );
  return closed === 1;
}

/** False when the round is over: closed, or finished elsewhere. */
export async function isOpen(sql: Sql, pair: Uint8Array, round: number): Promise<boolean> {
  const row = await sql.first<{ round: number }>(
    'select round from activation_budgets where pair = $1 and round = $2 and closed_at is null',
    pair,
    round,
  );
  return row !== null;
}

/** Keeps the round as it is until the transaction ends. False when it is over. */
export async function holdRound(sql: Sql, pair: Uint8Array, round: number): Promise<boolean> {
  const held = await sql.run(
    'update activation_budgets set round = round where pair = $1 and round = $2 and closed_at is null',
    pair,
    round,
  );
  return held === 1;
}

/** Ends the round with a finished activation: the count starts anew, and other digits are asked. */
export async function finishRound(sql: Sql, pair: Uint8Array, round: number): Promise<void> {
  await sql.run(
    'update activation_budgets set guesses = 0, wrong = 0, round = round + 1 where pair = $1 and round = $2',
    pair,
    round,
  );
}
