import { readFile } from 'node:fs/promises';
import { EngineEnvironment, layFoundation } from '@tessera/foundation';
import { registerRelyingParty } from '@tessera/oidc';
import { importServiceKeys } from '@tessera/rp';
import { readEnvironment, ServerEnvironment, serve, settingsFromEnvironment } from '@tessera/web';
import { z } from 'zod';
import type { PortalRegistration } from './activation/index.ts';
import { createPortal, type PortalOptions } from './portal.tsx';
import { registeredServices } from './registered-services.ts';

/** The portal in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = readEnvironment(
  z.object({
    ...EngineEnvironment.shape,
    ...ServerEnvironment.shape,
    /** A file with two private JWKs, as a service's: with it citizens may begin with their card (ACT-09). */
    TESSERA_SERVICE_KEYS: z.string().min(1).optional(),
    TESSERA_FEEDBACK_EMAIL: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be an e-mail address'),
  }),
  process.env,
);

const foundation = await layFoundation(settings);
const catalogue = registeredServices(foundation.ground, appSettings);
const portal = await createPortal({
  ground: foundation.ground,
  settings: appSettings,
  services: catalogue.services,
  feedback: settings.TESSERA_FEEDBACK_EMAIL,
  ...(await cardSignInFrom(settings.TESSERA_SERVICE_KEYS)),
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES,
});
portal.addHook('onClose', async () => {
  catalogue.close();
  await foundation.close();
});
await serve(portal, settings);

/** The portal shares the identity provider's database: it makes itself known there, with the same keys on every node. */
async function cardSignInFrom(file: string | undefined): Promise<Pick<PortalOptions, 'cardSignIn'>> {
  if (file === undefined) return {};
  const serviceKeys = await importServiceKeys(JSON.parse(await readFile(file, 'utf8')));
  const register = async (registration: PortalRegistration): Promise<void> => {
    const result = await registerRelyingParty(foundation.ground, registration, { sandbox: false });
    if (result.outcome === 'refused') throw new Error(result.broken.map(({ message }) => message).join('; '));
  };
  return { cardSignIn: { serviceKeys, register } };
}
