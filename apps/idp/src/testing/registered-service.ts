import { registerRelyingParty } from '@tessera/oidc';
import {
  generateServiceKeys,
  openService,
  relyingPartyMetadata,
  type Service,
  type ServiceSettings,
} from '@tessera/rp';
import type { Testbed } from '@tessera/testbed';

export interface RegisteredService extends Service {
  readonly settings: ServiceSettings;
}

/** A service that the provider on this testbed knows. Throws where its registration breaks a rule. */
export async function registeredService(
  bed: Testbed,
  wanted: Pick<ServiceSettings, 'issuer'> & Partial<ServiceSettings>,
): Promise<RegisteredService> {
  const { clientId = 'http://localhost:4999' } = wanted;
  const settings: ServiceSettings = {
    clientId,
    displayName: 'Comune di Fantasia',
    redirectUri: `${clientId}/callback`,
    keys: wanted.keys ?? (await generateServiceKeys({ signing: 'ES256', encryption: 'ECDH-ES' })),
    clock: bed.clock,
    random: bed.random,
    sandbox: true,
    ...wanted,
  };
  const registration = { displayName: settings.displayName, openid_relying_party: relyingPartyMetadata(settings) };
  const result = await registerRelyingParty(bed, registration, { sandbox: true });
  if (result.outcome !== 'registered') throw new Error(JSON.stringify(result.broken));
  return { ...openService(settings), settings };
}
