import { base64url, hex, type Instant, type Keys } from '@tessera/base';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/** What a browser must have worked at, and whose it is. The signature covers all of it. */
interface ChallengeBond {
  readonly id: string;
  readonly browser: string;
  readonly until: Instant;
}

/** A solved challenge that holds; still to be spent. */
export interface ProvenWork {
  readonly id: string;
  readonly until: Instant;
}

const ALGORITHM = 'PBKDF2/SHA-256';
/** Largest answer that is looked at, in characters of base64. Ours have about 700. */
const ANSWER_MAX_LENGTH = 3000;

const secret = (keys: Keys): string => hex(keys.digest('robot-check', 'proof-of-work'));
const bondOfBrowser = (keys: Keys, browser: string): string =>
  base64url(keys.digest('robot-check', 'browser', browser));

/**
 * A challenge for one browser. Its end stands in the signed data and not in `expiresAt`: the library would compare that
 * with the machine's clock, and time here is the clock that was handed in.
 *
 * `rounds`: PBKDF2 rounds of one try; the browser makes 256 tries on average, the check of an answer costs one.
 */
export async function challengeFor(keys: Keys, bond: ChallengeBond, rounds: number): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: rounds,
    deriveKey,
    data: { id: bond.id, browser: bondOfBrowser(keys, bond.browser), until: bond.until },
    hmacSignatureSecret: secret(keys),
  });
}

const AnswerShape = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      data: z.object({ id: z.string(), browser: z.string(), until: z.number().int() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number().int(), derivedKey: z.string() }),
});

/**
 * Checks an answer: ours, for this browser, in time, and worked out. Null when it is not.
 * The signature comes first, so a forged challenge cannot set how much work checking it is (promise 26).
 */
export async function provenWork(
  keys: Keys,
  answer: string,
  browser: string,
  now: Instant,
): Promise<ProvenWork | null> {
  if (answer.length > ANSWER_MAX_LENGTH) return null;
  const read = AnswerShape.safeParse(parseJson(answer));
  if (!read.success) return null;
  const { solution, challenge } = read.data;
  const { verified } = await verifySolution({
    // Only what we signed passes the signature: its shape is then the library's own.
    challenge: challenge as unknown as Challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secret(keys),
  });
  const { id, until, browser: owner } = challenge.parameters.data;
  if (!verified || now >= until || owner !== bondOfBrowser(keys, browser)) return null;
  return { id, until };
}

function parseJson(base64: string): unknown {
  try {
    return JSON.parse(atob(base64));
  } catch {
    return null;
  }
}
