import { readFile } from 'node:fs/promises';
import { EngineEnvironment, layFoundation } from '@tessera/foundation';
import { registerStaticRelyingParties } from '@tessera/oidc';
import { readEnvironment, ServerEnvironment, serve, settingsFromEnvironment } from '@tessera/web';
import { z } from 'zod';
import { cardSettings } from './card/card-environment.ts';
import { openCards } from './card/open-cards.ts';
import { createIdp } from './create-idp.tsx';

/** The identity provider in production. Everything it may know stands in the environment, is read here once, and is refused here. */
const appSettings = settingsFromEnvironment(process.env);
const settings = readEnvironment(
  z.object({
    ...EngineEnvironment.shape,
    ...ServerEnvironment.shape,
    /** A JSON file: the services registered here and not through a federation. */
    TESSERA_SERVICES: z.string().optional(),
  }),
  process.env,
);

const cards = cardSettings(process.env);

const foundation = await layFoundation(settings);
const { ground } = foundation;
if (settings.TESSERA_SERVICES !== undefined) {
  const services: unknown = JSON.parse(await readFile(settings.TESSERA_SERVICES, 'utf8'));
  await registerStaticRelyingParties(ground, services, { sandbox: false });
}
const limits = { log: {}, requestsPerMinute: settings.TESSERA_REQUESTS_PER_MINUTE };
const read =
  cards === null ? null : await openCards(cards, { ground, app: appSettings, host: settings.HOST, ...limits });
const idp = await createIdp({
  ground,
  settings: appSettings,
  ...limits,
  ...(read === null ? {} : { card: read.options }),
  trustedProxies: settings.TESSERA_TRUSTED_PROXIES,
});
idp.addHook('onClose', async () => {
  await read?.door?.close();
  await foundation.close();
});
await serve(idp, settings);
