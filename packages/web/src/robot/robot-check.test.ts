import { HOUR, MINUTE } from '@tessera/base';
import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWebServer } from '../index.ts';
import { robotFields } from '../testing/robot.ts';
import { sampleSettings } from '../testing/sample-app.tsx';
import type { Share } from '../testing/spend-checks.ts';
import { type Visitor, visitor } from '../testing/visitor.ts';
import { type AskedQuestion, createRobotCheck, migrations, type RobotOutcome, unansweredRobot } from './index.ts';
import { QUESTION_WORDS } from './question-words.ts';

/** Answers the five kinds of Italian question as a reader does. */
function answerTo(text: string): string {
  const { numbers, colours, ordinals } = QUESTION_WORDS.it;
  const words = text.replace(/^.*[?:] /, '').split(', ');
  const [, a = '', sign, b = ''] = /Quanto fa (\S+) (più|meno) (\S+)\?/.exec(text) ?? [];
  if (sign !== undefined) return String(numbers.indexOf(a) + (sign === 'più' ? 1 : -1) * numbers.indexOf(b));
  if (text.includes('colore')) return words.find((word) => colours.includes(word)) ?? '';
  if (text.includes('grande')) return words.toSorted((x, y) => numbers.indexOf(y) - numbers.indexOf(x))[0] ?? '';
  return words[ordinals.findIndex((place) => text.includes(place))] ?? '';
}

eachEngine((engine) => {
  let testbed: Testbed;
  let server: FastifyInstance;
  let guest: Visitor;

  beforeEach(async () => {
    testbed = await openTestbed(engine, { migrations });
    const robot = createRobotCheck(testbed, { rounds: 1 });
    server = await createWebServer({
      name: 'sample',
      site: { name: { it: '', en: '', de: '' } },
      settings: sampleSettings,
      ground: testbed,
    });
    robot.addTo(server);
    server.get('/question', async (_request, reply) => robot.ask(reply));
    // A page that comes again because of its other fields.
    server.post('/again', { config: { fromOtherSites: true } }, async (request, reply) => ({
      question: robot.ask(reply, request.body),
      errors: unansweredRobot(request.body, request.language),
    }));
    // From other sites: these tests are about the check alone.
    server.post('/check', { config: { fromOtherSites: true } }, async (request, reply) => ({
      outcome: await robot.check(reply, request.body),
    }));
    guest = visitor(server);
  });
  afterEach(async () => {
    await server.close();
    await testbed.close();
  });

  const check = async (fields: Record<string, string>, who = guest): Promise<RobotOutcome> =>
    (await who.post('/check', fields, null)).json<{ outcome: RobotOutcome }>().outcome;
  const question = async (who = guest) => {
    const { text, token } = (await who.get('/question')).json<{ text: string; token: string }>();
    return { robot_question: token, robot_answer: answerTo(text) };
  };

  it('T-ACT-09 passes work once, and of fifty at once one', async () => {
    const fields = await robotFields(guest);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => check(fields)));
    expect(outcomes.filter((outcome) => outcome === 'passed')).toHaveLength(1);
    expect(await check(fields)).toBe('failed');
  });

  it('promise 8 two processes spend one check once between them, and count five answers of an address', async () => {
    const script = new URL('../testing/spend-checks.ts', import.meta.url);
    const shares = await inProcesses<null, Share>(testbed, script, [null, null]);
    const total = (what: keyof Share) => shares.reduce((sum, share) => sum + share[what], 0);
    expect([total('spent'), total('counted')]).toEqual([1, 5]);
  });

  it('T-ACT-09 refuses work of another browser', async () => {
    const fields = await robotFields(guest);
    const other = visitor(server);
    await other.get('/robot-check');
    expect(await check(fields, other)).toBe('failed');
    expect(await check(fields)).toBe('passed');
  });

  it('T-ACT-09 refuses work from the very moment its five minutes are over', async () => {
    const [late, inTime] = [await robotFields(guest), await robotFields(guest)];
    testbed.clock.advance(5 * MINUTE - 1);
    expect(await check(inTime)).toBe('passed');
    testbed.clock.advance(1);
    expect(await check(late)).toBe('failed');
  });

  it('T-ACT-10 lets nothing pass that is missing, broken or made up', async () => {
    expect(await check({})).toBe('missing');
    expect(await check({ robot_work: '', robot_answer: '  ' })).toBe('missing');
    const { robot_work: work = '' } = await robotFields(guest);
    const answer = JSON.parse(atob(work)) as {
      challenge: { parameters: Record<string, unknown> };
      solution: { counter: number };
    };
    const forged = [
      {
        ...answer,
        challenge: { ...answer.challenge, parameters: { ...answer.challenge.parameters, cost: 100_000_000 } },
      },
      { ...answer, challenge: { ...answer.challenge, signature: undefined } },
      { ...answer, solution: { ...answer.solution, counter: answer.solution.counter + 1 } },
      { ...answer, solution: { counter: 0, derivedKey: '00' } },
    ].map((made) => btoa(JSON.stringify(made)));
    for (const made of ['x', '%', btoa('[]'), btoa('{"challenge":{}}'), 'A'.repeat(60_000), ...forged]) {
      expect(await check({ robot_work: made }), made.slice(0, 200)).toBe('failed');
    }
    expect(await check({ robot_work: work })).toBe('passed');
  });

  it('passes the answer to a question once, in its own browser, within five minutes', async () => {
    const fields = await question();
    const other = visitor(server);
    await other.get('/robot-check');
    expect(await check(fields, other)).toBe('failed');
    expect(await check(fields)).toBe('passed');
    expect(await check(fields)).toBe('failed');
    const late = await question();
    testbed.clock.advance(5 * MINUTE);
    expect(await check(late)).toBe('failed');
  });

  const again = async (fields: Record<string, string>) =>
    (await guest.post('/again', fields, null)).json<{ question: AskedQuestion; errors: { field: string }[] }>();

  // The robot check used to be missed only once the other fields were right, and had to be done anew for each slip in them.
  it('is told as missing with the other fields, and keeps what was answered while they are put right', async () => {
    expect((await again({})).errors).toMatchObject([{ field: 'robot' }]);
    const asked = (await guest.get('/question')).json<AskedQuestion>();
    const fields = { robot_question: asked.token, robot_answer: answerTo(asked.text) };
    const page = await again(fields);
    expect(page).toEqual({ question: { ...asked, answer: fields.robot_answer }, errors: [] });
    expect(await check(fields)).toBe('passed');
    const work = await robotFields(guest);
    expect(await again(work)).toMatchObject({ question: { work: work['robot_work'], answer: '' }, errors: [] });
    expect(await check(work)).toBe('passed');
  });

  it('asks anew where the question before is too old, or none of ours', async () => {
    const fields = await question();
    expect((await again({ ...fields, robot_question: 'made up' })).question.answer).toBe('');
    testbed.clock.advance(5 * MINUTE);
    const { token, answer } = (await again(fields)).question;
    expect([token === fields.robot_question, answer]).toEqual([false, '']);
  });

  it('refuses a wrong answer, and a token that was changed', async () => {
    const fields = await question();
    expect(await check({ ...fields, robot_answer: 'qualcosa' })).toBe('failed');
    expect(await check({ ...fields, robot_question: fields.robot_question.replace(/^./, 'x') })).toBe('failed');
    expect(await check({ ...fields, robot_question: '' })).toBe('failed');
  });

  it('looks at five answers an hour from one address, however they are sent', async () => {
    await guest.get('/robot-check');
    const right = await Promise.all(Array.from({ length: 8 }, () => question()));
    const outcomes = await Promise.all(right.map((fields) => check(fields)));
    expect(outcomes.filter((outcome) => outcome === 'passed')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'too-many')).toHaveLength(3);
    testbed.clock.advance(HOUR - 1);
    expect(await check(await question())).toBe('too-many');
    testbed.clock.advance(1);
    expect(await check(await question())).toBe('passed');
  });

  it('lets nobody through while the database is gone', async () => {
    const fields = await robotFields(guest);
    await testbed.database.run('drop table robot_checks_spent');
    expect((await guest.post('/check', fields, null)).statusCode).toBe(500);
  });

  it('forgets what can change no answer any more', async () => {
    await check(await robotFields(guest));
    await check(await question());
    testbed.clock.advance(2 * HOUR);
    await check(await robotFields(guest));
    const count = async (table: string) =>
      (await testbed.database.first<{ n: number }>(`select count(*) as n from ${table}`))?.n;
    expect([await count('robot_checks_spent'), await count('robot_answers')]).toEqual([1, 0]);
  });
});
