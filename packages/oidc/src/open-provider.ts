import type { Ground } from '@tessera/base';
import { SIGNING_ALGORITHMS } from './algorithms.ts';
import { assertionBudget } from './client-assertion/assertion-budget.ts';
import type { OpenIdProvider, SubjectAlive } from './provider.ts';
import type { RelyingParties } from './relying-party/relying-party.ts';

/**
 * Everything that the exchanges of one provider share. `issuer` is its origin, as discovery and every token name it.
 *
 * Makes the keys that are still missing (on the very first start: half a second), so that whatever signs later has been in
 * the published key set from the beginning: services keep that set for a while (T-OID-23).
 */
export function openIdProvider(settings: {
  ground: Ground;
  issuer: string;
  relyingParties: RelyingParties;
  subjectAlive: SubjectAlive;
}): OpenIdProvider {
  for (const algorithm of SIGNING_ALGORITHMS) settings.ground.keys.signer('oidc', algorithm);
  return { ...settings, assertionBudget: assertionBudget(settings.ground.clock) };
}
