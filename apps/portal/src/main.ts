import { EngineEnvironment, layFoundation } from '@tessera/foundation';
import { readEnvironment, ServerEnvironment, serve, settingsFromEnvironment } from '@tessera/web';
import { z } from 'zod';
import { createPortal } from './portal.tsx';
import { registeredServices } from './registered-services.ts';

/** The portal in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = readEnvironment(
  z.object({
    ...EngineEnvironment.shape,
    ...ServerEnvironment.shape,
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
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES,
});
portal.addHook('onClose', async () => {
  catalogue.close();
  await foundation.close();
});
await serve(portal, settings);
