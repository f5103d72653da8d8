import { TLSSocket } from 'node:tls';
import type { Ground } from '@tessera/base';
import { type CardReading, recordReading, takeCardRequest } from '@tessera/login';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CardOptions } from '../card/card-options.ts';
import { readingOf } from '../card/signed-challenge.ts';
import { wayBackTo } from '../card/way-back.ts';
import { texts } from '../texts/index.ts';
import { type DoorTls, doorOptions } from './card-tls.ts';
import { DoorOverPage } from './door-over-page.tsx';

export interface CardDoorOptions extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute'> {
  readonly ground: Ground;
  /** `origin` is the door's own, https. */
  readonly settings: AppSettings;
  /** Origin of the identity provider: every browser goes back there. */
  readonly idp: string;
  readonly tls: DoorTls;
  /** Certificates of the card authority, DER: whose cards the browser shall offer. */
  readonly authorities: readonly Uint8Array[];
  readonly check: CardOptions['check'];
}

/** 256 bits as base64url. */
const TICKET = /^[\w-]{43}$/;

/**
 * The TLS door of level 3: a listener of its own that asks the browser for the card's certificate, so that the card signs the
 * handshake. It ends TLS itself and believes no header about certificates (T-CRD-02).
 *
 * Its one page is `/card/{ticket}`, with a ticket that a login page made a moment ago and that serves once. What it saw is
 * written down for that login, and the browser goes back to the provider, whose pages explain.
 */
export async function createCardDoor(options: CardDoorOptions): Promise<FastifyInstance> {
  const { ground, settings, idp, tls, authorities, check } = options;
  if (!settings.origin.startsWith('https://')) throw new Error('the card door speaks TLS alone: its origin is https');
  const door = await createWebServer({
    ...options,
    name: 'card-door',
    site: { name: { it: texts('it')('siteName'), en: texts('en')('siteName'), de: texts('de')('siteName') } },
    https: doorOptions(tls, authorities),
    // A second login on the same connection would ride on the first one's handshake (T-CRD-03).
    requestsPerConnection: 1,
  });
  // Node refuses the second request and leaves the connection open for it to come.
  door.addHook('onRequest', async (_request, reply) => {
    reply.header('connection', 'close');
  });

  door.get<{ Params: { ticket: string } }>('/card/:ticket', { exposeHeadRoute: false }, async (request, reply) => {
    const { ticket } = request.params;
    const asked = TICKET.test(ticket) ? await takeCardRequest(ground, 'card-tls', ticket) : null;
    if (asked === null) return reply.code(410).page(<DoorOverPage idp={idp} />);
    const wayBack = await recordReading(ground, asked, await readCertificate(request, check));
    return reply.redirect(wayBackTo(idp, wayBack), 303);
  });
  return door;
}

/** The certificate whose key signed this connection's handshake, and no other. */
async function readCertificate({ raw }: FastifyRequest, check: CardOptions['check']): Promise<CardReading> {
  if (!(raw.socket instanceof TLSSocket)) throw new Error('the card door was reached without TLS');
  const certificate = raw.socket.getPeerX509Certificate();
  return certificate === undefined ? { outcome: 'no-certificate' } : readingOf(await check(certificate.raw));
}
