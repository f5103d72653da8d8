import { eachEngine, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  allRelyingParties,
  registerRelyingParty,
  registerStaticRelyingParties,
  staticRelyingParties,
} from '../index.ts';
import { ISSUER, openTestProvider, scriptedService, type TestProvider } from '../testing/index.ts';

eachEngine((engine) => {
  describe('registration of a service', () => {
    let test: TestProvider;
    let ground: Testbed;
    beforeEach(async () => {
      test = await openTestProvider(engine);
      ground = test.testbed;
    });
    afterEach(() => test.close());

    const registrationOf = async (metadata: object = {}, more: object = {}) => {
      const { registration } = await scriptedService({
        issuer: ISSUER,
        clock: ground.clock,
        metadata: { ...metadata },
      });
      return { ...registration, ...more };
    };
    const broken = async (input: unknown, sandbox = false) => {
      const result = await registerRelyingParty(ground, input, { sandbox });
      return result.outcome === 'refused'
        ? result.broken.map(({ rule }) => rule.replace('openid_relying_party.', ''))
        : [];
    };

    it('MIN-03 knows a school by its registration, and a new one replaces the old at once', async () => {
      const { clientId } = test.service;
      const { relyingParties } = test.provider;
      expect((await relyingParties.find(clientId))?.name.school).toBe(false);
      const school = { ...(await registrationOf()), school: true, displayName: 'Istituto di Fantasia' };
      expect(await broken(school)).toEqual([]);
      await expect
        .poll(async () => (await relyingParties.find(clientId))?.name)
        .toEqual({ id: clientId, displayName: 'Istituto di Fantasia', school: true });
      expect(await allRelyingParties(ground.database)).toEqual([
        { client_id: clientId, display_name: 'Istituto di Fantasia' },
      ]);
    });

    it('promise 21 leaves an event of each registration', async () => {
      await registerRelyingParty(ground, await registrationOf(), { sandbox: false });
      const events = (await ground.events()).filter(({ act }) => act === 'oidc.service-registered');
      expect(events.at(-1)?.details).toEqual({ service: test.service.clientId });
      expect(events).toHaveLength(2);
    });

    it('keeps imported keys while they are used', async () => {
      const parties = staticRelyingParties(ground, { sandbox: false });
      const same = async () => {
        const first = await parties.find(test.service.clientId);
        return (await parties.find(test.service.clientId)) === first;
      };
      // The registration's own wake-up, and that of a listener that has just connected, may still be on their way.
      await expect.poll(same).toBe(true);
      parties.close();
    });

    it('takes a file of static services, and stops at one that breaks a rule', async () => {
      const one = await registrationOf({ client_id: 'https://uno.example' });
      await registerStaticRelyingParties(ground, [one], { sandbox: false });
      expect(await test.provider.relyingParties.find('https://uno.example')).not.toBeNull();
      const wrong = await registrationOf({ client_id: 'http://due.example' });
      await expect(registerStaticRelyingParties(ground, [one, wrong], { sandbox: false })).rejects.toThrow('service 1');
      await expect(registerStaticRelyingParties(ground, {}, { sandbox: false })).rejects.toThrow('array');
    });
  });
});
