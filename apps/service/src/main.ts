import { readFile } from 'node:fs/promises';
import { systemClock, systemRandom } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { importServiceKeys } from '@tessera/rp';
import { readEnvironment, ServerEnvironment, serve, settingsFromEnvironment } from '@tessera/web';
import { z } from 'zod';
import { createService } from './create-service.tsx';

/** The service in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = readEnvironment(
  z.object({
    ...ServerEnvironment.shape,
    TESSERA_KEYS: z.string().min(1),
    /** A file with two private JWKs: `{"signing": {…, "alg": "RS256"}, "encryption": {…, "alg": "RSA-OAEP-256"}}`. */
    TESSERA_SERVICE_KEYS: z.string().min(1),
    TESSERA_ISSUER: z.url({ protocol: /^https$/ }),
  }),
  process.env,
);

const service = await createService({
  ground: { clock: systemClock, random: systemRandom, keys: await openSoftwareKeys({ folder: settings.TESSERA_KEYS }) },
  settings: appSettings,
  issuer: settings.TESSERA_ISSUER,
  // Registered at the provider beforehand: `/sviluppatori/metadata.json` shows what it must know.
  serviceKeys: await importServiceKeys(JSON.parse(await readFile(settings.TESSERA_SERVICE_KEYS, 'utf8'))),
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES,
});

await serve(service, settings);
