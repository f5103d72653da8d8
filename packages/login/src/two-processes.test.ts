import { eachEngine, inProcesses, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provePassword } from './prove-password.ts';
import { askCard } from './read-card.ts';
import { atComputer, genuine, personWithCard, readAt } from './testing/card-holder.ts';
import type { FinishInput } from './testing/finish-at-once.ts';
import {
  form,
  HOST,
  openOf,
  PASSWORD,
  personWithCredentials,
  quickHashing,
  started,
  tables,
} from './testing/people.ts';
import type { ReadInput, ReadOnce } from './testing/read-at-once.ts';
import { toldOf, toldTable } from './testing/told.ts';

const SEED = 'login answered whole';

eachEngine((engine) => {
  let bed: Testbed;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: [...tables, toldTable] });
  });
  afterEach(() => bed.close());

  describe('over two processes', () => {
    it('promise 8 a login is answered once, and everyone hears the same', async () => {
      const person = await personWithCredentials(bed);
      const typed = { username: person.fiscalCode, password: PASSWORD, attempt: form('p'), browser: null, host: HOST };
      const login = openOf(await provePassword(bed, await started(bed), typed, quickHashing));
      const script = new URL('./testing/finish-at-once.ts', import.meta.url);
      const input: FinishInput = { login, forms: 50 };
      const heard = (await inProcesses<FinishInput, string[]>(bed, script, [input, input])).flat();
      const told = await toldOf(bed.database);
      expect(told).toHaveLength(1);
      expect(new Set(heard)).toEqual(new Set([told[0]?.id]));
      expect((await bed.events()).filter(({ act }) => act === 'login.answered')).toHaveLength(1);
    });
  });

  describe('a card over two processes', () => {
    it('T-CRD-06, promise 8 a ticket is taken once, and a way back moves the login once', async () => {
      const holder = await personWithCard(bed);
      const begun = await started(bed, { minimumLevel: 3 }, null, true);
      const login = await atComputer(bed, begun);
      const token = await readAt(bed, login, genuine(holder));
      await askCard(bed, login, 'card-tls', 'another ticket');
      const input: ReadInput = { login, ticket: 'another ticket', reading: genuine(holder), token, times: 50 };
      const script = new URL('./testing/read-at-once.ts', import.meta.url);
      const parts = await inProcesses<ReadInput, ReadOnce>(bed, script, [input, input]);
      expect(parts.map(({ taken }) => taken).reduce((a, b) => a + b)).toBe(1);
      expect(new Set(parts.flatMap(({ steps }) => steps))).toEqual(new Set(['awaiting-consent']));
      expect((await bed.events()).filter(({ act }) => act === 'login.card-proven')).toHaveLength(1);
    });
  });

  describe('kill -9', () => {
    it(`promise 29 leaves each login answered whole or not at all (seed "${SEED}")`, async () => {
      const person = await personWithCredentials(bed);
      const script = new URL('./testing/sign-in-until-killed.ts', import.meta.url);
      const acknowledged: { login: string; told: string }[] = [];
      // The last one long enough that something has ended by then, on a slow machine too.
      for (const milliseconds of [...seededMoments(SEED, 3, 900), 2_500]) {
        const input = { fiscalCode: person.fiscalCode };
        acknowledged.push(
          ...(await killedAfter<{ login: string; told: string }>(bed, script, { input, milliseconds })),
        );
      }
      expect(acknowledged.length).toBeGreaterThan(0);
      const told = await toldOf(bed.database);
      const answered = await bed.database.all<{ id: string }>(
        'select id from logins where answered_at is not null order by id',
      );
      const sessions = await bed.database.all('select digest from sign_on_sessions order by digest');
      const events = (await bed.events()).filter(({ act }) => act === 'login.answered');
      for (const { login, told: id } of acknowledged) {
        expect(told).toContainEqual({ id, login_id: login, outcome: 'authenticated' });
      }
      expect(told.map(({ login_id }) => login_id).sort()).toEqual(answered.map(({ id }) => id));
      expect(sessions).toHaveLength(told.length);
      expect(events).toHaveLength(told.length);
    });
  });
});
