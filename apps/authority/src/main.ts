import { EngineEnvironment, layFoundation } from '@tessera/foundation';
import { readEnvironment, ServerEnvironment, serve, settingsFromEnvironment } from '@tessera/web';
import { z } from 'zod';
import { createAuthority } from './create-authority.tsx';

/** The card authority in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = readEnvironment(z.object({ ...EngineEnvironment.shape, ...ServerEnvironment.shape }), process.env);

const foundation = await layFoundation(settings);
const authority = await createAuthority({
  ground: foundation.ground,
  settings: appSettings,
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES,
});
authority.addHook('onClose', () => foundation.close());
await serve(authority, settings);
