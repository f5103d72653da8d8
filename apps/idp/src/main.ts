import { readFile } from 'node:fs/promises';
import { startDelivery } from '@tessera/messaging';
import { registerStaticRelyingParties } from '@tessera/oidc';
import { settingsFromEnvironment } from '@tessera/web';
import { createIdp } from './create-idp.tsx';
import { deliveryChannels, productionGround, productionSettings } from './production.ts';

/** The identity provider in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = productionSettings(process.env);

const ground = await productionGround(settings);
if (settings.TESSERA_SERVICES !== undefined) {
  const services: unknown = JSON.parse(await readFile(settings.TESSERA_SERVICES, 'utf8'));
  await registerStaticRelyingParties(ground, services, { sandbox: false });
}
const channels = deliveryChannels(settings);
const delivery = channels.length === 0 ? null : startDelivery(ground, channels);
const idp = await createIdp({
  ground,
  settings: appSettings,
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES.split(',').filter((proxy) => proxy !== ''),
});

idp.addHook('onClose', async () => {
  await delivery?.stop();
  await ground.database.close();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void idp.close().then(() => process.exit(0)));
}
await idp.listen({ host: settings.HOST, port: settings.PORT });
