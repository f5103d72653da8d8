import { startDelivery } from '@tessera/messaging';
import { settingsFromEnvironment } from '@tessera/web';
import { createPortal } from './portal.tsx';
import { deliveryChannels, productionGround, productionSettings } from './production.ts';
import { registeredServices } from './registered-services.ts';

/** The portal in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = productionSettings(process.env);

const ground = await productionGround(settings);
const catalogue = registeredServices(ground, appSettings);
const channels = deliveryChannels(settings);
const delivery = channels.length === 0 ? null : startDelivery(ground, channels);
const portal = await createPortal({
  ground,
  settings: appSettings,
  services: catalogue.services,
  feedback: settings.TESSERA_FEEDBACK_EMAIL,
  log: {},
  requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE,
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES.split(',').filter((proxy) => proxy !== ''),
});

portal.addHook('onClose', async () => {
  catalogue.close();
  await delivery?.stop();
  await ground.database.close();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void portal.close().then(() => process.exit(0)));
}
await portal.listen({ host: settings.HOST, port: settings.PORT });
