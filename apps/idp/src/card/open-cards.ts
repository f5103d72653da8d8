import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Ground } from '@tessera/base';
import { ocspStatus, trustedAuthorities } from '@tessera/pki';
import type { AppSettings } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { type CardDoorOptions, createCardDoor } from '../door/create-card-door.tsx';
import { cardCheck } from './card-check.ts';
import type { CardSettings } from './card-environment.ts';
import type { CardOptions } from './card-options.ts';

/** Cards in production: whom to trust, whom to ask, and the TLS door, which listens already when the provider has one. */
export async function openCards(
  settings: CardSettings,
  node: {
    readonly ground: Ground;
    readonly app: AppSettings;
    readonly host: string;
  } & Pick<CardDoorOptions, 'log' | 'requestsPerMinute'>,
): Promise<{ readonly options: CardOptions; readonly door: FastifyInstance | null }> {
  const { ground, app, host, ...server } = node;
  const authorities = certificatesIn(await readFile(settings.authorities, 'utf8'));
  const status = ocspStatus({ responder: settings.responder, list: settings.list });
  const trust = trustedAuthorities({ anchors: authorities, published: settings.issuers }, ground.clock);
  const check = cardCheck({ clock: ground.clock, trust, status });
  const { door: at } = settings;
  const door =
    at === null
      ? null
      : await createCardDoor({
          ...server,
          ground,
          settings: { ...app, origin: at.origin },
          idp: app.origin,
          tls: {
            key: await readFile(at.key),
            certificate: await readFile(at.certificate),
            maxVersion: at.maxVersion,
          },
          authorities,
          check,
        });
  await door?.listen({ host, port: at?.port ?? 0 });
  return { options: { check, door: at?.origin, softwareCie: settings.softwareCie ?? undefined }, door };
}

/** DER. Throws where the file holds none: a door that trusts nobody is a mistake. */
export function certificatesIn(pem: string): readonly Uint8Array[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('no certificate of a card authority in the file');
  return found.map((one) => new X509Certificate(one).raw);
}
