import { GOOD_PASSWORD, type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { verifyAuditTrail } from '@tessera/audit';
import { checkPassword, credentialsOf } from '@tessera/credentials';
import { nationalMigrations } from '@tessera/foundation';
import { quickHashing } from '@tessera/login/testing';
import { eachEngine, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lives, Told } from './testing/live-until-killed.ts';

const SCRIPT = new URL('./testing/live-until-killed.ts', import.meta.url);
const SEED = 'killed country';
/** As many as one process gets through before the last of the moments. */
const CITIZENS = 4;
/** A citizen's way from the first guess to the recovery takes some 150 statements. */
const STATEMENTS = 450;
/** It ends by itself long before. */
const PATIENCE_MS = 40_000;

eachEngine((engine) => {
  describe(`kill -9 in a mix of all writes (seed "${SEED}")`, () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations: nationalMigrations });
    });
    afterEach(() => bed.close());

    it('T-INF-01 promise 29 loses nothing that was told, does nothing by halves, and uses nothing twice', async () => {
      const victim = await newCitizen(bed);
      for (const lastStatement of seededMoments(`${SEED} ${engine}`, 3, STATEMENTS)) {
        const citizens: NewCitizen[] = [];
        for (let i = 0; i < CITIZENS; i++) citizens.push(await newCitizen(bed));
        const input: Lives = { citizens, victim, lastStatement };
        const told = await killedAfter<Told>(bed, SCRIPT, { input, milliseconds: PATIENCE_MS });
        await heldTo(bed, told);
        await wholeOrAbsent(bed);
        const compared = told.filter(({ what }) => what === 'guess-compared').length;
        const [budget] = await bed.database.all<{ guesses: number }>(
          'select guesses from activation_budgets where guesses > 0',
        );
        expect(budget?.guesses ?? 0, `after ${lastStatement} statements`).toBeGreaterThanOrEqual(Math.min(compared, 5));
        expect(budget?.guesses ?? 0).toBeLessThanOrEqual(5);
      }
      expect(await verifyAuditTrail(bed.database)).toMatchObject({ outcome: 'intact' });
    });
  });
});

/** Everything that was told to somebody is still true. */
async function heldTo({ database, keys, ...bed }: Testbed, told: readonly Told[]): Promise<void> {
  const digest = (kind: string, token: string) => keys.digest('token', `oidc ${kind}`, token);
  const recovered = new Set(told.flatMap((one) => (one.what === 'recovered' ? [one.fiscalCode] : [])));
  for (const one of told) {
    switch (one.what) {
      case 'guess-compared':
        break;
      case 'activated':
        expect(await credentialsOf(database, one.citizenId)).toMatchObject({ status: 'active' });
        break;
      case 'signed-in':
      case 'redeemed': {
        const row = await database.first<{ redeemed_at: number | null; ended_at: number | null }>(
          'select redeemed_at, ended_at from oidc_authorizations where code_digest = $1',
          digest('authorization code', one.code),
        );
        expect(row).not.toBeNull();
        if (one.what === 'redeemed') expect(row).toEqual({ redeemed_at: expect.any(Number), ended_at: null });
        break;
      }
      case 'refreshed': {
        const used = async (token: string) =>
          (
            await database.first<{ used_at: number | null }>(
              'select used_at from oidc_refresh_tokens where digest = $1',
              digest('refresh token', token),
            )
          )?.used_at;
        expect([await used(one.spent), await used(one.given)]).toEqual([expect.any(Number), null]);
        break;
      }
      case 'recovered': {
        const ground = { database, keys, ...bed };
        const right = { username: one.fiscalCode, password: one.password, browser: null };
        expect(await checkPassword(ground, right, quickHashing)).toMatchObject({ outcome: 'accepted' });
        const former = { ...right, password: GOOD_PASSWORD };
        expect(recovered.has(one.fiscalCode) && (await checkPassword(ground, former, quickHashing))).toEqual({
          outcome: 'wrong',
        });
        break;
      }
    }
  }
}

/** Each act has its event and each event its act: as many rows as the trail tells of. */
async function wholeOrAbsent(bed: Testbed): Promise<void> {
  const count = async (statement: string): Promise<number> =>
    Number((await bed.database.first<{ n: number }>(statement))?.n ?? 0);
  const acts = (await bed.events()).map(({ act }) => act);
  const told = (act: string) => acts.filter((one) => one === act).length;
  expect({
    credentials: await count('select count(*) as n from credentials'),
    redeemed: await count('select count(*) as n from oidc_authorizations where redeemed_at is not null'),
    logins: await count(`select count(*) as n from logins where answered_at is not null`),
    answered: await count('select count(*) as n from oidc_authorizations where answered_at is not null'),
    recoveries: await count('select count(*) as n from recoveries where finished_at is not null'),
    refreshed: await count('select count(*) as n from oidc_refresh_tokens where used_at is not null'),
  }).toEqual({
    credentials: told('credentials.switched-on'),
    redeemed: told('oidc.tokens-issued'),
    logins: told('login.answered'),
    answered: told('login.answered'),
    recoveries: told('credentials.password-recovered'),
    refreshed: told('oidc.tokens-refreshed'),
  });
  expect(told('activation.finished')).toBe(told('credentials.switched-on'));
  expect(told('oidc.code-reused') + told('oidc.refresh-token-reused')).toBe(0);
}
