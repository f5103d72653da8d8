import { type OidcServer, openOidcServer } from '@tessera/idp/testing';
import { registerRelyingParty } from '@tessera/oidc';
import { freePort } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { createService } from '../create-service.tsx';

/** The service on a real port, with a provider whose logins end as a test says. */
export interface TestService {
  readonly idp: OidcServer;
  readonly server: FastifyInstance;
  readonly origin: string;
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

export async function openTestService(): Promise<TestService> {
  const idp = await openOidcServer();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const bugs: unknown[] = [];
  const server = await createService({
    ground: idp.testbed,
    settings: {
      origin,
      addresses: { idp: idp.issuer, service: origin, portal: 'http://localhost:4001' },
      authorityName: 'Autorità di prova',
      helpDesk: { phone: '800 000 000', hours: { it: '8-18', en: '8-18', de: '8-18' } },
      sandbox: true,
    },
    register: (registration) => registerRelyingParty(idp.testbed, registration, { sandbox: true }),
    onBug: (error) => bugs.push(error),
  });
  await server.listen({ port, host: '127.0.0.1' });
  return {
    idp,
    server,
    origin,
    bugs,
    close: async () => {
      await server.close();
      await idp.close();
    },
  };
}
