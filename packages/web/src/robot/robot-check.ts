import {
  base64url,
  equalInConstantTime,
  type Ground,
  type Instant,
  type Keys,
  type Language,
  MINUTE,
  type Random,
  randomToken,
  type Sql,
  utf8,
} from '@tessera/base';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { addressBlock } from '../address-block.ts';
import type { Fields } from '../fields.ts';
import type { FormErrors } from '../read-form.ts';
import { webTexts } from '../texts/index.ts';
import { challengeFor, provenWork } from './proof-of-work.ts';
import { drawQuestion, plainAnswer } from './question.ts';
import { countAnswer, forgetOldChecks, spendCheck } from './robot-store.ts';

/** How long a challenge or a question may be answered (T-ACT-09). */
export const ROBOT_CHECK_LIFETIME = 5 * MINUTE;
/** Where the island fetches its challenge. */
export const CHALLENGE_PATH = '/robot-check';
/** Names of the fields. Messages belong to `robot`, the group. */
export const ROBOT_FIELDS = { work: 'robot_work', question: 'robot_question', answer: 'robot_answer' } as const;

/** PBKDF2 rounds of one try: a tenth of a second of work in a browser of today, a second in an old telephone. */
const ROUNDS = 2_000;

/** What the page needs: a question for browsers without JavaScript, and what was answered already. */
export interface AskedQuestion {
  readonly text: string;
  /** Goes into a hidden field: which question, for whom, until when, and a digest of the answer. */
  readonly token: string;
  /** Typed on the page before; empty on a new one. */
  readonly answer: string;
  /** Worked out on the page before; empty on a new one. */
  readonly work: string;
}

export type WhenPassed = (sql: Sql) => Promise<unknown>;

export type RobotOutcome = 'passed' | 'missing' | 'failed' | 'too-many';

/**
 * "Non sono un robot": work that the browser does, or without JavaScript a question in plain words.
 *
 * An answer counts once, in the browser it was made for, within five minutes. Whatever is missing, late, foreign or
 * used is no answer, and when the database is gone the error goes up: it is never skipped (T-ACT-09, T-ACT-10).
 */
export interface RobotCheck {
  /** Adds the route that hands out challenges. Once for each server. */
  addTo(server: FastifyInstance): void;
  /**
   * A question for a page. `unchecked` is a form that comes back for its other fields, and that `check` has not seen:
   * what was answered in it stays, so that nobody proves twice to be no robot because of a slip elsewhere.
   */
  ask(reply: FastifyReply, unchecked?: unknown): AskedQuestion;
  /**
   * Takes its fields from the form. Ask it last: a right answer is used up. `whenPassed` runs in the transaction that uses
   * it up: both happen, or neither; so whoever sends the same form again finds what the first one began.
   */
  check(reply: FastifyReply, body: unknown, whenPassed?: WhenPassed): Promise<RobotOutcome>;
}

export function createRobotCheck(
  ground: Pick<Ground, 'database' | 'keys' | 'clock' | 'random'>,
  { rounds = ROUNDS }: { readonly rounds?: number } = {},
): RobotCheck {
  const { database, keys, clock, random } = ground;

  const answerDigest = (browser: string, id: string, until: Instant, answer: string) =>
    keys.digest('robot-check', 'question', browser, id, String(until), answer);

  const spend = (id: string, until: Instant, whenPassed: WhenPassed): Promise<RobotOutcome> =>
    database.transaction(async (sql) => {
      if (!(await spendCheck(sql, id, until))) return 'failed';
      await whenPassed(sql);
      return 'passed';
    });

  const checkWork = async (reply: FastifyReply, work: string, whenPassed: WhenPassed): Promise<RobotOutcome> => {
    const proven = await provenWork(keys, work, reply.browser(), clock.now());
    return proven === null ? 'failed' : spend(proven.id, proven.until, whenPassed);
  };

  const checkAnswer = async (
    reply: FastifyReply,
    { token, typed }: { readonly token: string; readonly typed: string },
    whenPassed: WhenPassed,
  ): Promise<RobotOutcome> => {
    const { request } = reply;
    const now = clock.now();
    // Counted before it is compared: guesses sent in parallel cannot share one try.
    const address = keys.digest('robot-check', 'address', addressBlock(request.ip));
    if (!(await countAnswer(database, address, now))) return 'too-many';
    const asked = readToken(token);
    if (asked === null || now >= asked.until) return 'failed';
    const right = answerDigest(reply.browser(), asked.id, asked.until, plainAnswer(typed, request.language));
    if (!equalInConstantTime(utf8(base64url(right)), utf8(asked.digest))) return 'failed';
    return spend(asked.id, asked.until, whenPassed);
  };

  return {
    addTo(server) {
      server.get(CHALLENGE_PATH, { config: { api: true } }, async (_request, reply) => {
        const bond = { id: randomToken(random), browser: reply.browser(), until: clock.now() + ROBOT_CHECK_LIFETIME };
        return challengeFor(keys, bond, rounds);
      });
    },
    ask(reply, unchecked) {
      const { language } = reply.request;
      const { work, token, answer: typed } = readAnswer(unchecked);
      const now = clock.now();
      const before = typed === '' ? null : readToken(token);
      const kept = before !== null && now < before.until;
      const id = kept ? before.id : randomToken(random);
      const { text, answer } = drawQuestion(chanceOf(keys, id), language);
      if (kept) return { text, token, answer: typed, work };
      const until = now + ROBOT_CHECK_LIFETIME;
      const digest = answerDigest(reply.browser(), id, until, plainAnswer(answer, language));
      return { text, token: [id, until, base64url(digest)].join('.'), answer: '', work };
    },
    async check(reply, body, whenPassed = async () => {}) {
      const { work, token, answer: typed } = readAnswer(body);
      if (work === '' && typed === '') return 'missing';
      await forgetOldChecks(database, clock.now());
      return work === '' ? checkAnswer(reply, { token, typed }, whenPassed) : checkWork(reply, work, whenPassed);
    },
  };
}

/** A question follows from its identifier under a key: shown again, it is the same one, and nothing is stored for it. */
function chanceOf(keys: Pick<Keys, 'digest'>, id: string): Random {
  let draws = 0;
  return { bytes: (length) => keys.digest('robot-check', 'draw', id, String(draws++)).slice(0, length) };
}

const TYPED_MAX = 100;
/** Longer than any that is looked at. */
const WORK_MAX = 4_000;

/** The fields of a form, cut to what they can hold. */
function readAnswer(body: unknown): { readonly work: string; readonly token: string; readonly answer: string } {
  const fields = (body ?? {}) as Fields;
  return {
    work: (fields[ROBOT_FIELDS.work] ?? '').slice(0, WORK_MAX),
    token: fields[ROBOT_FIELDS.question] ?? '',
    answer: (fields[ROBOT_FIELDS.answer] ?? '').trim().slice(0, TYPED_MAX),
  };
}

/** Says what is missing while other fields are put right, so that everything is told at once. Judges no answer. */
export function unansweredRobot(body: unknown, language: Language): FormErrors {
  const { work, answer } = readAnswer(body);
  return robotErrors(work === '' && answer === '' ? 'missing' : 'passed', language);
}

function readToken(token: string): { readonly id: string; readonly until: Instant; readonly digest: string } | null {
  const [, id, until, digest] = /^([\w-]{43})\.(\d{1,15})\.([\w-]{43})$/.exec(token) ?? [];
  return id === undefined || until === undefined || digest === undefined ? null : { id, until: Number(until), digest };
}

const MESSAGES = { missing: 'robotMissing', failed: 'robotTryAgain', 'too-many': 'robotTooMany' } as const;

/** What the page says; empty when the check was passed. */
export function robotErrors(outcome: RobotOutcome, language: Language): FormErrors {
  return outcome === 'passed' ? [] : [{ field: 'robot', message: webTexts(language)(MESSAGES[outcome]) }];
}
