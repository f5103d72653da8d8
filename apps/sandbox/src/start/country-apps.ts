import type { Ground } from '@tessera/base';
import { createIdp } from '@tessera/idp';
import { createPortal, registeredServices } from '@tessera/portal';
import { createService, type ServiceRegistration } from '@tessera/service';
import type { AppSettings, WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';

export interface AppSurroundings extends Pick<WebServerOptions, 'log'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** Makes a service known to the identity provider. */
  readonly register: (registration: ServiceRegistration) => Promise<void>;
  readonly onBug: (error: unknown) => void;
}

export interface CountryApp {
  /** Its name among the addresses. */
  readonly name: string;
  readonly create: (surroundings: AppSurroundings) => Promise<FastifyInstance>;
}

/** The product's apps, the very same as in production, in the order of their ports. */
export const COUNTRY_APPS: readonly CountryApp[] = [
  { name: 'portal', create: portal },
  { name: 'idp', create: createIdp },
  { name: 'service', create: createService },
  { name: 'school', create: school },
];

async function portal(surroundings: AppSurroundings): Promise<FastifyInstance> {
  const { services, close } = registeredServices(surroundings.ground, surroundings.settings);
  const server = await createPortal({ ...surroundings, services, feedback: 'accessibilita@posta.example' });
  server.addHook('onClose', async () => close());
  return server;
}

/** The same service once more, run by a school: where minors can be tried (MIN-03). */
function school(surroundings: AppSurroundings): Promise<FastifyInstance> {
  return createService({
    ...surroundings,
    name: 'school',
    body: { displayName: 'Scuola di Prova', school: true },
  });
}
