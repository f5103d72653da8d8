import { type PasswordHashing, PoolBusy } from '@tessera/credentials';
import { PASSWORD, personWithCredentials, quickHashing, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type Visitor, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdp } from '../create-idp.tsx';
import { settingsAt } from '../testing/login-server.tsx';
import { attemptIn } from '../testing/login-walk.ts';

const PLACES = 4;
const FLOOD = 40;

/** Hashes that end when the test says so, behind a door as narrow as the real pool's is wide (`hashing-pool.test.ts`). */
function slowHashing(): { readonly hashing: PasswordHashing; readonly finish: () => void } {
  const gate = Promise.withResolvers<void>();
  let inside = 0;
  const hashing: PasswordHashing = {
    ...quickHashing,
    admit: async (work) => {
      if (inside >= PLACES) throw new PoolBusy('too many passwords are being checked');
      inside++;
      try {
        return await work();
      } finally {
        inside--;
      }
    },
    verify: async (stored, secret) => {
      await gate.promise;
      return quickHashing.verify(stored, secret);
    },
  };
  return { hashing, finish: gate.resolve };
}

describe('a flood of passwords', () => {
  let bed: Testbed;
  let idp: FastifyInstance;
  let finish: () => void;
  const bugs: unknown[] = [];
  beforeEach(async () => {
    bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
    const slow = slowHashing();
    finish = slow.finish;
    const settings = settingsAt('http://localhost:4002');
    idp = await createIdp({ ground: bed, settings, hashing: slow.hashing, onBug: (error) => bugs.push(error) });
  });
  afterEach(async () => {
    await idp.close();
    await bed.close();
    expect(bugs).toEqual([]);
  });

  /** A browser at a password page of its own: `/accesses` asks for a login without any service. */
  async function atPassword(): Promise<{ browser: Visitor; path: string; attempt: string }> {
    const browser = visitor(idp);
    const begun = await browser.get('/accesses');
    const page = await browser.follow(begun);
    return { browser, path: String(begun.headers['location']), attempt: attemptIn(page) };
  }

  it('T-LOD-03 promise 31 is told to come back, uncounted, while all other pages are served; and then it is over', async () => {
    const person = await personWithCredentials(bed);
    const { browser, path, attempt } = await atPassword();
    const turnedAway: Awaited<ReturnType<Visitor['post']>>[] = [];
    const flood = Array.from({ length: FLOOD }, async (_, number) => {
      const username = `nessuno.${number}@posta.example`;
      const answer = await browser.post(path, { username, password: 'Sbagliata-9-xx', attempt });
      if (answer.statusCode === 503) turnedAway.push(answer);
      return answer.statusCode;
    });
    // Nobody whose password is being checked is through yet, and whoever only reads is served.
    expect((await visitor(idp).get('/')).statusCode).toBe(200);
    expect((await browser.get(path)).statusCode).toBe(200);
    while (turnedAway.length < FLOOD - PLACES) await new Promise((resolve) => setImmediate(resolve));
    for (const { headers, body } of turnedAway) {
      expect(headers['retry-after']).toMatch(/^\d+$/);
      expect(body).toContain('<html lang="it">');
    }
    finish();
    const statuses = await Promise.all(flood);
    expect(statuses.filter((status) => status === 422)).toHaveLength(PLACES);
    expect(await bed.database.all('select subject from password_failures')).toHaveLength(PLACES);

    const answer = await browser.post(path, { username: person.fiscalCode, password: PASSWORD, attempt });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, path.replace(/credentials$/, 'consent')]);
  });
});
