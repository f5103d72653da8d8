import { Writable } from 'node:stream';
import type { KeyPurpose, Keys, Outbox, OutgoingMessage, SealedPlace } from '@tessera/base';
import { nationalMigrations } from '@tessera/foundation';
import { createIdp } from '@tessera/idp';
import { quickHashing } from '@tessera/login/testing';
import { createOutbox } from '@tessera/messaging';
import { registerRelyingParty } from '@tessera/oidc';
import { type ScriptedService, scriptedService } from '@tessera/oidc/testing';
import { createPortal } from '@tessera/portal';
import { generateServiceKeys } from '@tessera/rp';
import { createService } from '@tessera/service';
import { openTestbed, type Testbed } from '@tessera/testbed';
import type { AppSettings } from '@tessera/web';
import { freePort, type HeardAnswer, hearAnswers } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { type BreakableGround, breakable } from './breakable-ground.ts';

export const APP_NAMES = ['portal', 'idp', 'service'] as const;
export type AppName = (typeof APP_NAMES)[number];

/** The product's three apps as they run in production, on one ground that a test can move, look into and break. */
export interface House {
  readonly bed: Testbed;
  readonly breakable: BreakableGround;
  readonly apps: Readonly<Record<AppName, FastifyInstance>>;
  readonly origins: Readonly<Record<AppName, string>>;
  /** A service that says exactly what a test wants it to say. */
  readonly party: ScriptedService;
  readonly sent: OutgoingMessage[];
  /** Whatever was sealed, with its place, in order. */
  readonly seals: Seal[];
  /** Every answer that left, in order. */
  readonly heard: HeardAnswer[];
  /** Every line of every log. */
  readonly log: string[];
  /** Errors that were answered with 500. */
  readonly bugs: unknown[];
  /** One more node of the portal and of the identity provider, on the same ground. Whoever asks for it closes it. */
  nodes(): Promise<Pick<House['apps'], 'portal' | 'idp'>>;
  close(): Promise<void>;
}

export interface Seal {
  readonly purpose: KeyPurpose;
  readonly place: SealedPlace;
  readonly bytes: Uint8Array;
}

export async function openHouse(): Promise<House> {
  const seals: Seal[] = [];
  const bed = watched(await openTestbed('sqlite', { migrations: nationalMigrations }), seals);
  const breakableGround = breakable(bed);
  const origins = {
    portal: `http://localhost:${await freePort()}`,
    idp: `http://localhost:${await freePort()}`,
    service: `http://localhost:${await freePort()}`,
  };
  const [heard, log, bugs]: [HeardAnswer[], string[], unknown[]] = [[], [], []];
  const destination = new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) });
  const common = (app: AppName) => ({
    ground: breakableGround.ground,
    settings: settingsOf(app, origins),
    log: { level: 'debug', destination },
    onBug: (error: unknown) => bugs.push(error),
  });
  const hashing = counted(breakableGround.statements);
  const register = (registration: unknown) => registerRelyingParty(bed, registration, { sandbox: true });
  const party = await scriptedService({ issuer: origins.idp, clock: bed.clock });
  await register(party.registration);

  // The portal is a service too, for citizens who begin with their card: the same one on every node.
  const cardSignIn = { serviceKeys: await generateServiceKeys(), register };
  const portalSettings = settingsOf('portal', origins);
  const nodes = async () => ({
    portal: await createPortal({
      ...common('portal'),
      settings: { ...portalSettings, addresses: { ...origins, idpCardTls: 'https://localhost:4443' } },
      cardSignIn,
      services: async () => [],
      feedback: 'accessibilita@posta.example',
      robotRounds: 1,
    }),
    idp: await createIdp({ ...common('idp'), hashing }),
  });
  const apps = { ...(await nodes()), service: await createService({ ...common('service'), register }) };
  for (const name of APP_NAMES) hearAnswers(name, apps[name], heard);
  for (const name of APP_NAMES) await apps[name].listen({ host: 'localhost', port: portOf(origins[name]) });
  return {
    bed,
    breakable: breakableGround,
    apps,
    origins,
    party,
    sent: bed.sent,
    seals,
    heard,
    log,
    bugs,
    nodes,
    close: async () => {
      for (const app of Object.values(apps)) await app.close();
      await bed.close();
    },
  };
}

/** Quick hashing that stands among the statements: whoever compares the work of two answers compares it too. */
const counted = (statements: string[]): typeof quickHashing => ({
  ...quickHashing,
  hash: (...asked) => {
    statements.push('a password is hashed');
    return quickHashing.hash(...asked);
  },
  verify: (...asked) => {
    statements.push('a password is compared');
    return quickHashing.verify(...asked);
  },
});

/** A bed whose messages stand in the product's own outbox too, and that writes down what is sealed. */
function watched(bed: Testbed, seals: Seal[]): Testbed {
  const keys: Keys = {
    ...bed.keys,
    seal: async (purpose, plain, place) => {
      const bytes = await bed.keys.seal(purpose, plain, place);
      seals.push({ purpose, place, bytes });
      return bytes;
    },
  };
  const outbox = createOutbox({ keys, clock: bed.clock, random: bed.random });
  const send: Outbox['send'] = async (sql, message, options) => {
    await bed.outbox.send(sql, message, options);
    return outbox.send(sql, message, options);
  };
  return { ...bed, keys, outbox: { send } };
}

export const portOf = (origin: string): number => Number(new URL(origin).port);

const settingsOf = (app: AppName, origins: House['origins']): AppSettings => ({
  origin: origins[app],
  addresses: origins,
  authorityName: 'Autorità di prova',
  helpDesk: { phone: '800 000 000', hours: { it: '8-18', en: '8-18', de: '8-18' } },
  sandbox: true,
});
