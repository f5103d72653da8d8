import { MINUTE } from '@tessera/base';
import { PASSWORD, type Person, personWithCredentials, quickHashing, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type Visitor, visitor } from '@tessera/web/testing';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdp } from '../create-idp.tsx';
import { settingsAt } from '../testing/login-server.tsx';
import { attemptIn } from '../testing/login-walk.ts';

const ADDRESSES = 50;
/** More than an address is borne in a minute, with the page that it reads first. */
const GUESSES_EACH = 12;
const REQUESTS_PER_MINUTE = 10;
const FREE_TRIES = 5;

describe('one password tried on many accounts from many addresses', () => {
  let bed: Testbed;
  let idp: FastifyInstance;
  beforeEach(async () => {
    bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
    const settings = settingsAt('http://localhost:4002');
    idp = await createIdp({
      ground: bed,
      settings,
      hashing: quickHashing,
      requestsPerMinute: REQUESTS_PER_MINUTE,
      onBug: (error) => expect.unreachable(String(error)),
    });
  });
  afterEach(async () => {
    await idp.close();
    await bed.close();
  });

  const from = (remoteAddress: string): Visitor => {
    const inject = (options: InjectOptions | string) =>
      idp.inject({ ...(typeof options === 'string' ? { url: options } : options), remoteAddress });
    return visitor(Object.assign(Object.create(idp) as FastifyInstance, { inject }));
  };

  /** Opens a password page, and gives what tries a name and a password on it. */
  async function atPassword(browser: Visitor) {
    const begun = await browser.get('/accesses');
    const attempt = attemptIn(await browser.follow(begun));
    const path = String(begun.headers['location']);
    return (username: string, password: string) => browser.post(path, { username, password, attempt });
  }
  /** As far as the service, so that the browser is known from then on. True when it was let in. */
  async function signsIn(browser: Visitor, { fiscalCode }: Person): Promise<boolean> {
    const answer = await (await atPassword(browser))(fiscalCode, PASSWORD);
    if (answer.statusCode !== 303) return false;
    await browser.follow(answer);
    const agreed = await browser.post(String(answer.headers['location']));
    // The browser is closed: what ends with it is gone, and it is known all the same.
    for (const name of browser.cookies.keys()) if (name.endsWith('-session')) browser.cookies.delete(name);
    return agreed.statusCode === 303;
  }

  // The row asks for a challenge and an alarm too: there is neither yet.
  it('T-LOG-01 has five tries on each account and a few from each address, and every owner gets in', async () => {
    const owners = await Promise.all(Array.from({ length: 8 }, () => personWithCredentials(bed)));
    const browsers = owners.map((_, number) => from(`192.0.2.${number}`));
    for (const [number, owner] of owners.entries())
      expect(await signsIn(browsers[number] ?? from(''), owner)).toBe(true);
    bed.clock.advance(MINUTE);

    const names = [...owners.map(({ fiscalCode }) => fiscalCode), 'nessuno@posta.example', 'ZZZZZZ80A01H501X'];
    const tried = await Promise.all(
      Array.from({ length: ADDRESSES }, async (_, number) => {
        const guess = await atPassword(from(`198.51.100.${number}`));
        const answers = [];
        for (let i = 0; i < GUESSES_EACH; i++)
          answers.push(await guess(names[(number + i) % names.length] ?? '', 'Estate-2026-ok'));
        return answers.map(({ statusCode }) => statusCode);
      }),
    );
    // What was compared is in the audit trail. Nobody was let in, no account had a sixth, and no address all that it wanted.
    expect(tried.flat()).not.toContain(303);
    const wrong = (await bed.events()).filter(({ act }) => act === 'credentials.password-wrong');
    for (const { citizenId } of owners)
      expect(wrong.filter(({ citizen }) => citizen === citizenId)).toHaveLength(FREE_TRIES);
    expect(wrong).toHaveLength(FREE_TRIES * names.length);
    const borne = tried.map((statuses) => statuses.filter((status) => status !== 429).length);
    expect(Math.max(...borne)).toBeLessThan(REQUESTS_PER_MINUTE);

    // At once from the browser that they always use, and from any other when the delay of the fifth try is over.
    for (const [number, owner] of owners.entries())
      expect(await signsIn(browsers[number] ?? from(''), owner)).toBe(true);
    bed.clock.advance(MINUTE);
    for (const [number, owner] of owners.entries())
      expect(await signsIn(from(`203.0.113.${number}`), owner)).toBe(true);
  });
});
