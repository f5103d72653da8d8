import { HOUR, type Instant, MINUTE, SECOND } from '@tessera/base';
import { codeSentTo, otherThan } from '@tessera/login/testing';
import { exactTime, timeOfDay } from '@tessera/web';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptIn, type LoginAt, type LoginWalk, openLoginWalk } from '../testing/login-walk.ts';

/** Sends of one code an hour (`security.md` 4). */
const MESSAGES_AN_HOUR = 5;

let walk: LoginWalk;
beforeEach(async () => {
  walk = await openLoginWalk();
});
afterEach(async () => {
  expect(walk.idp.bugs).toEqual([]);
  await walk.close();
});

const within = (milliseconds: number): Instant => walk.bed.clock.now() + milliseconds;

/** What counts down on the page, in seconds, in the order of the page. */
const secondsOn = ({ body }: { readonly body: string }): readonly number[] =>
  [...body.matchAll(/data-seconds="(\d+)"/g)].map(([, seconds]) => Number(seconds));

const askAgain = ({ path }: LoginAt) => walk.browser.post(`${path}/resend`);

describe('X-02 every wait is explained', () => {
  it('the sign-in: until when, on each of its pages, and then that the end is near', async () => {
    const until = `fino alle ${timeOfDay(within(10 * MINUTE), 'it')}.`;
    const login = await walk.toCode();
    walk.bed.clock.advance(MINUTE);
    const fields = { code: codeSentTo(walk.bed.sent, walk.person.phone), attempt: attemptIn(login.page) };
    const consent = await walk.browser.follow(await walk.browser.post(`${login.path}/code`, fields));
    for (const [page, left] of [
      [login.page, 600],
      [consent, 540],
    ] as const) {
      expect(page.body).toContain(`Per completare l’accesso hai tempo ${until}`);
      expect(page.body).toContain('data-near-end="Rimangono meno di 2 minuti per completare l’accesso."');
      expect(secondsOn(page).at(-1)).toBe(left);
    }
  });

  it('the code: until when it is good, and never longer than the sign-in that it is for', async () => {
    const login = await walk.toCode();
    expect(login.page.body).toContain(`fino alle ${exactTime(within(10 * MINUTE), 'it')}`);
    walk.bed.clock.advance(6 * MINUTE);
    const page = await walk.browser.follow(await askAgain(login));
    // It used to promise ten minutes where the sign-in had four.
    expect(page.body).toContain(`fino alle ${exactTime(within(4 * MINUTE), 'it')}`);
    expect(secondsOn(page)).toEqual([4 * 60, 60, 4 * 60]);
  });

  it('another SMS: from when, before it is asked for and when it was asked for too early', async () => {
    const login = await walk.toCode();
    const from = `dalle ${exactTime(within(MINUTE), 'it')}`;
    expect(login.page.body).toContain(`Potrai riprovare ${from}`);
    expect((await askAgain(login)).body).toContain(`potrai chiederne uno nuovo ${from}`);
  });

  it('too many SMS: from when there is another', async () => {
    const first = within(0);
    await walk.toCode();
    for (let i = 1; i < MESSAGES_AN_HOUR; i++) {
      walk.bed.clock.advance(61 * SECOND);
      await walk.toCode();
    }
    walk.bed.clock.advance(61 * SECOND);
    const { page } = await walk.toCode();
    expect(page.body).toContain(`Potrai chiederne un altro dalle ${exactTime(first + HOUR, 'it')}`);
  });

  it('too many wrong codes: on which day and at what time there is another try', async () => {
    for (let codes = 0; codes < 2; codes++) {
      const { path, page } = await walk.toCode();
      const code = otherThan(codeSentTo(walk.bed.sent, walk.person.phone));
      for (let guess = 0; guess < 5; guess++)
        await walk.browser.post(`${path}/code`, { code, attempt: attemptIn(page) });
      walk.bed.clock.advance(61 * SECOND);
    }
    const { path, page } = await walk.toCode();
    const answer = await walk.browser.post(`${path}/code`, { code: '000000', attempt: attemptIn(page) });
    expect(answer.statusCode).toBe(429);
    expect(answer.body).toMatch(/Per sicurezza potrai riprovare dal \d{1,2} \p{L}+ \d{4}, \d{1,2}:\d{2}/u);
  });

  it('too many wrong passwords: until when, and what needs no waiting', async () => {
    const login = await walk.begin();
    for (let i = 0; i < 5; i++) await walk.typeCredentials(login, { password: 'Sbagliata-9-xx' });
    const answer = await walk.typeCredentials(login);
    const seconds = Number(answer.headers['retry-after']);
    expect(answer.body).toContain(`aspetta fino alle ${exactTime(within(seconds * SECOND), 'it')}`);
    expect(answer.body).toContain('richiedine una nuova: non devi aspettare');
  });
});
