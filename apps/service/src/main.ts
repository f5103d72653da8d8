import { readFile } from 'node:fs/promises';
import { systemClock, systemRandom } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { importServiceKeys } from '@tessera/rp';
import { settingsFromEnvironment } from '@tessera/web';
import { createService } from './create-service.tsx';
import { productionSettings } from './production.ts';

/** The service in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = productionSettings(process.env);

const service = await createService({
  ground: { clock: systemClock, random: systemRandom, keys: await openSoftwareKeys({ folder: settings.TESSERA_KEYS }) },
  settings: appSettings,
  issuer: settings.TESSERA_ISSUER,
  // Registered at the provider beforehand: `/sviluppatori/metadata.json` shows what it must know.
  serviceKeys: await importServiceKeys(JSON.parse(await readFile(settings.TESSERA_SERVICE_KEYS, 'utf8'))),
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES.split(',').filter((proxy) => proxy !== ''),
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void service.close().then(() => process.exit(0)));
}
await service.listen({ host: settings.HOST, port: settings.PORT });
