import { eachEngine, killedAfter, seededMoments } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { BrokenRule } from '../broken-rule.ts';
import { openTestProvider } from '../testing/index.ts';
import { readUserinfo } from '../userinfo/read-userinfo.ts';

const SEED = 'redeem and die';
const CODES = 60;

eachEngine((engine) => {
  describe('kill -9 while codes are redeemed', () => {
    it.each(seededMoments(SEED, 3, 120))(
      `promise 29 leaves each code whole: spent with its token, or not spent (seed "${SEED}", after %d ms)`,
      async (milliseconds) => {
        const test = await openTestProvider(engine);
        const requests = [];
        for (let i = 0; i < CODES; i++) {
          const form = {
            grant_type: 'authorization_code',
            code: await test.codeFor(),
            code_verifier: test.service.verifier,
          };
          requests.push({ ...form, ...(await test.service.proof('token')) });
        }
        const script = new URL('../testing/redeem-until-killed.ts', import.meta.url);
        const told = await killedAfter<{ code: string; token: string }>(test.testbed, script, {
          input: { requests },
          milliseconds,
        });

        for (const { code, token } of told) {
          expect(await readUserinfo(test.provider, token)).not.toBeInstanceOf(BrokenRule);
          expect(await test.redeem(code)).toMatchObject({ error: 'invalid_grant' });
        }
        const issued = (await test.testbed.events()).filter(({ act }) => act === 'oidc.tokens-issued');
        const spent = await test.testbed.database.all<{ id: string }>(
          'select id from oidc_authorizations where redeemed_at is not null order by id',
        );
        const logged = await test.testbed.database.all<{ id: string }>(
          "select authorization_id as id from oidc_transaction_log where entry = 'token' order by authorization_id",
        );
        // At most one was under way: it happened with its event and its log, or it did not happen.
        expect(spent.length - told.length).toBeLessThanOrEqual(1);
        expect(issued).toHaveLength(spent.length);
        expect(logged).toEqual(spent);
        const untouched = requests.filter(({ code }) => !told.some((one) => one.code === code)).slice(1);
        for (const { code } of untouched) expect(await test.redeem(code)).toHaveProperty('access_token');
        await test.close();
      },
    );
  });
});
