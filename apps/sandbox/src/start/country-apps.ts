import { join } from 'node:path';
import { createAuthority } from '@tessera/authority';
import type { Ground } from '@tessera/base';
import type { CardPrimitives } from '@tessera/ias';
import { createCardDoor, createIdp } from '@tessera/idp';
import { createPortal, registeredServices } from '@tessera/portal';
import type { ReaderSource } from '@tessera/readers';
import { createService, type ServiceRegistration } from '@tessera/service';
import { createSoftwareCie } from '@tessera/software-cie';
import type { AppSettings, WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import type { CardWorks } from './card-works.ts';
import type { DoorCertificate } from './door-certificate.ts';

export interface AppSurroundings extends Pick<WebServerOptions, 'log'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** Makes a service known to the identity provider. */
  readonly register: (registration: ServiceRegistration) => Promise<void>;
  readonly cardWorks: CardWorks;
  /** The reader of the wallet. */
  readonly readers: ReaderSource;
  readonly primitives: CardPrimitives;
  readonly dataFolder: string;
  readonly doorCertificate: DoorCertificate;
  readonly onBug: (error: unknown) => void;
}

export interface CountryApp {
  /** Its name among the addresses. */
  readonly name: string;
  /** It speaks TLS. */
  readonly secure?: true;
  readonly create: (surroundings: AppSurroundings) => Promise<FastifyInstance>;
}

/** The product's apps, the very same as in production, in the order of their ports. */
export const COUNTRY_APPS: readonly CountryApp[] = [
  { name: 'portal', create: portal },
  { name: 'idp', create: idp },
  { name: 'service', create: createService },
  { name: 'school', create: school },
  { name: 'authority', create: authority },
  { name: 'softwareCie', create: softwareCie },
  { name: 'idpCardTls', secure: true, create: cardDoor },
];

async function portal(surroundings: AppSurroundings): Promise<FastifyInstance> {
  const { services, close } = registeredServices(surroundings.ground, surroundings.settings);
  const { register, ...common } = surroundings;
  const cardSignIn = { register };
  const server = await createPortal({ ...common, services, cardSignIn, feedback: 'accessibilita@posta.example' });
  server.addHook('onClose', async () => close());
  return server;
}

function idp(surroundings: AppSurroundings): Promise<FastifyInstance> {
  const { settings, cardWorks } = surroundings;
  const { idpCardTls: door, softwareCie } = settings.addresses;
  return createIdp({ ...surroundings, card: { check: (der) => cardWorks.check(der), door, softwareCie } });
}

function authority(surroundings: AppSurroundings): Promise<FastifyInstance> {
  return createAuthority({ ...surroundings, authority: surroundings.cardWorks.authority });
}

/** The desktop helper, with the sandbox's reader in the place of PC/SC. */
function softwareCie(surroundings: AppSurroundings): Promise<FastifyInstance> {
  const { settings, ground, cardWorks, dataFolder } = surroundings;
  return createSoftwareCie({
    ...surroundings,
    terminal: cardWorks.terminal,
    provider: { origin: settings.addresses['idp'] ?? '' },
    folder: join(dataFolder, 'software-cie'),
    clock: ground.clock,
    random: ground.random,
  });
}

/** The TLS door of level 3. */
async function cardDoor(surroundings: AppSurroundings): Promise<FastifyInstance> {
  const { settings, cardWorks, doorCertificate } = surroundings;
  return createCardDoor({
    ...surroundings,
    idp: settings.addresses['idp'] ?? '',
    tls: doorCertificate,
    authorities: await cardWorks.authorities(),
    check: (der) => cardWorks.check(der),
  });
}

/** The same service once more, run by a school: where minors can be tried (MIN-03). */
function school(surroundings: AppSurroundings): Promise<FastifyInstance> {
  return createService({
    ...surroundings,
    name: 'school',
    body: { displayName: 'Scuola di Prova', school: true },
  });
}
