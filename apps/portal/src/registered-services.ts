import type { Ground } from '@tessera/base';
import { allRelyingParties, staticRelyingParties } from '@tessera/oidc';
import type { AppSettings } from '@tessera/web';
import type { RegisteredService } from './pages/services-page.tsx';

/**
 * The services that are registered with the identity provider, for the catalogue (ACT-40), by name. A service's
 * `client_id` is its address. `close` stops listening for changes.
 */
export function registeredServices(ground: Ground, settings: AppSettings) {
  const parties = staticRelyingParties(ground, settings);
  return {
    close: () => parties.close(),
    services: async (): Promise<readonly RegisteredService[]> => {
      const rows = await allRelyingParties(ground.database);
      const found = await Promise.all(rows.map(({ client_id }) => parties.find(client_id)));
      return found.flatMap((party) =>
        // The portal is one itself, for citizens who activate with their card: nobody looks for it here.
        party === null || party.name.id === settings.origin
          ? []
          : [{ name: party.name.displayName, school: party.name.school, url: party.name.id }],
      );
    },
  };
}
