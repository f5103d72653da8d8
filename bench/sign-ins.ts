import { type Contender, type ContenderName, startContenders } from './contenders.ts';
import { load } from './load.ts';
import type { RelyingParty } from './relying-party.ts';

/** One cell: a provider, a level, a number at once, in one round. CPU in milliseconds of one sign-in. */
export interface Cell {
  readonly provider: ContenderName;
  readonly hashing: boolean;
  readonly level: 1 | 2;
  readonly atOnce: number;
  readonly round: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: readonly string[];
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly memory: number;
}

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly atOnce: readonly number[];
}

/** More than any provider here signs in a second. */
const SIGN_INS_A_SECOND = { hashed: 70, plain: 450 };
/** Seconds of a minute in which one contender signs in at level 2: of three, half of the time. */
const LEVEL_2_SECONDS_A_MINUTE = 10;

/** All cells of one hashing mode, the providers alternating within each round so that the machine's moods meet them alike. */
export async function measureSignIns(party: RelyingParty, hashing: boolean, plan: Plan): Promise<Cell[]> {
  // Enough that nobody is asked for a second code within a minute, nor for a sixth within the hour.
  const people =
    SIGN_INS_A_SECOND[hashing ? 'hashed' : 'plain'] *
    Math.max(LEVEL_2_SECONDS_A_MINUTE, plan.seconds * plan.atOnce.length);
  const contenders = await startContenders(party, { hashing, people });
  try {
    // Warmed up, and thrown away.
    for (const each of contenders) {
      await load(8, 5, () => each.signIn(1));
      each.rest();
    }
    const cells: Cell[] = [];
    for (let round = 1; round <= plan.rounds; round++) {
      for (const level of [1, 2] as const) {
        for (const atOnce of plan.atOnce) {
          for (const each of contenders)
            cells.push(await measure(each, { hashing, level, atOnce, round }, plan.seconds));
        }
      }
    }
    return cells;
  } finally {
    for (const each of contenders) await each.stop();
  }
}

async function measure(
  contender: Contender,
  cell: Pick<Cell, 'hashing' | 'level' | 'atOnce' | 'round'>,
  seconds: number,
): Promise<Cell> {
  const before = contender.cpu();
  const { done, ...loaded } = await load(cell.atOnce, seconds, () => contender.signIn(cell.level));
  const after = contender.cpu();
  contender.rest();
  const measured: Cell = {
    ...cell,
    ...loaded,
    provider: contender.name,
    cpu: (after.provider - before.provider) / done,
    databaseCpu: (after.database - before.database) / done,
    memory: contender.memoryMiB(),
  };
  console.log(
    `round ${cell.round}  ${contender.name.padEnd(22)} level ${cell.level}  ${String(cell.atOnce).padStart(2)} at once  ` +
      `${measured.perSecond.toFixed(0).padStart(4)}/s  p50 ${measured.p50.toFixed(0)} ms  p99 ${measured.p99.toFixed(0)} ms  ` +
      `CPU ${(measured.cpu + measured.databaseCpu).toFixed(2)} ms${measured.errors.length > 0 ? `  ${measured.errors.length} errors: ${measured.errors[0]}` : ''}`,
  );
  return measured;
}
