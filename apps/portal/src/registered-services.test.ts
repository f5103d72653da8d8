import { migrations, registerRelyingParty } from '@tessera/oidc';
import { generateServiceKeys, relyingPartyMetadata } from '@tessera/rp';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registeredServices } from './registered-services.ts';
import { portalSettings } from './testing/portal-testbed.ts';

let testbed: Testbed;
beforeAll(async () => {
  testbed = await openTestbed('sqlite', { migrations });
});
afterAll(() => testbed.close());

it('ACT-40 the catalogue holds every registered service but the portal, which is one for ACT-09', async () => {
  const { clock, random } = testbed;
  const keys = await generateServiceKeys({ signing: 'ES256', encryption: 'ECDH-ES' });
  for (const clientId of [portalSettings.origin, 'http://localhost:4999']) {
    const identity = { issuer: 'http://localhost:4002', clientId, keys, clock, random, sandbox: true } as const;
    const names = { displayName: `Servizio ${clientId}`, redirectUri: `${clientId}/ritorno` };
    const registration = {
      displayName: names.displayName,
      openid_relying_party: relyingPartyMetadata({ ...identity, ...names }),
    };
    expect((await registerRelyingParty(testbed, registration, { sandbox: true })).outcome).toBe('registered');
  }
  const { services, close } = registeredServices(testbed, portalSettings);
  expect((await services()).map(({ url }) => url)).toEqual(['http://localhost:4999']);
  close();
});
