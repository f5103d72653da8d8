import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { CHALLENGE_PATH, ROBOT_FIELDS } from '../robot/robot-check.ts';
import type { Visitor } from './visitor.ts';

/**
 * Fields that pass the robot check, worked out as the island does.
 * Tests make it quick with `createRobotCheck(ground, { rounds: 1 })`.
 */
export async function robotFields(visitor: Visitor): Promise<Record<string, string>> {
  const challenge = (await visitor.get(CHALLENGE_PATH)).json<Challenge>();
  const solution = await solveChallenge({ challenge, deriveKey });
  return { [ROBOT_FIELDS.work]: btoa(JSON.stringify({ challenge, solution })) };
}
