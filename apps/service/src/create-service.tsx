import { fileURLToPath } from 'node:url';
import type { Ground } from '@tessera/base';
import {
  generateServiceKeys,
  openService,
  relyingPartyMetadata,
  type ServiceKeys,
  type ServiceSettings,
} from '@tessera/rp';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { areaRoutes } from './area-routes.tsx';
import { developersRoutes } from './developers/developers-routes.tsx';
import { publicRoutes } from './public-routes.tsx';
import { memorySessions } from './sessions.ts';
import { CALLBACK_PATH, signInRoutes } from './sign-in-routes.tsx';
import { texts } from './texts/index.ts';

/** What the provider must know of this service: the body of `POST /relying-parties`. */
export interface ServiceRegistration {
  readonly displayName: string;
  readonly school: boolean;
  readonly openid_relying_party: Readonly<Record<string, unknown>>;
}

export interface ServiceOptions
  extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute' | 'trustedProxies'> {
  readonly ground: Pick<Ground, 'clock' | 'random' | 'keys'>;
  readonly settings: AppSettings;
  /** The app's short name, part of its cookies' names: two services on one host need two. `service` where it is absent. */
  readonly name?: string;
  /** Who runs the service; the Comune where it is absent. */
  readonly body?: { readonly displayName: string; readonly school: boolean };
  /** Whom the service trusts to say who a citizen is; the `idp` among the addresses where it is absent. */
  readonly issuer?: string;
  /** Keys registered at the provider. New ones at each start where they are absent: then `register` must make them known. */
  readonly serviceKeys?: ServiceKeys;
  /** Called before the first page, with what the provider must know. */
  readonly register?: (registration: ServiceRegistration) => Promise<unknown>;
}

/** "Stanza del Cittadino" of a fictional Comune: a service that is entered with CIE and shows what it received. */
export async function createService(options: ServiceOptions): Promise<FastifyInstance> {
  const { ground, settings, serviceKeys, register, issuer, name = 'service', body = COMUNE, ...web } = options;
  const { clock, random } = ground;
  const identity: ServiceSettings = {
    issuer: issuer ?? settings.addresses['idp'] ?? '',
    clientId: settings.origin,
    displayName: body.displayName,
    redirectUri: settings.origin + CALLBACK_PATH,
    keys: serviceKeys ?? (await generateServiceKeys()),
    clock,
    random,
    sandbox: settings.sandbox,
  };
  const registration = registrationOf(identity, body.school);
  await register?.(registration);

  const server = await createWebServer({
    ...web,
    name,
    site: {
      name: { it: body.displayName, en: body.displayName, de: body.displayName },
      authority: texts('it')('authority'),
    },
    settings,
    ground,
    extraScripts: { service: fileURLToPath(new URL('./browser/service.ts', import.meta.url)) },
  });
  const deps = { service: openService(identity), sessions: memorySessions(ground), identity };
  publicRoutes(server, deps);
  signInRoutes(server, deps);
  areaRoutes(server, deps);
  developersRoutes(server, deps, registration);
  return server;
}

/** An invented one: names of public bodies are not translated. */
const COMUNE = { displayName: 'Comune di Borgo Lanterna', school: false };

const registrationOf = (identity: ServiceSettings, school: boolean): ServiceRegistration => ({
  displayName: identity.displayName,
  school,
  openid_relying_party: relyingPartyMetadata(identity),
});
