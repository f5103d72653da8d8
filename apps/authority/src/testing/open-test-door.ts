import { nationalMigrations } from '@tessera/foundation';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { freePort } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { createAuthority } from '../create-authority.tsx';

/** The authority's door on a real port, with a registry behind it. */
export interface TestDoor {
  readonly bed: Testbed;
  readonly server: FastifyInstance;
  readonly origin: string;
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

/** At the machine's own time, for strangers who look at their watch. */
export async function openTestDoor(): Promise<TestDoor> {
  const bed = await openTestbed('sqlite', { migrations: withoutAudit(), now: Date.now() });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const bugs: unknown[] = [];
  const server = await createAuthority({
    ground: bed,
    settings: {
      origin,
      addresses: { authority: origin },
      authorityName: 'Autorità di prova',
      helpDesk: { phone: '800 000 000', hours: { it: '8-18', en: '8-18', de: '8-18' } },
      sandbox: true,
    },
    onBug: (error) => bugs.push(error),
  });
  await server.listen({ port, host: '127.0.0.1' });
  return {
    bed,
    server,
    origin,
    bugs,
    close: async () => {
      await server.close();
      await bed.close();
    },
  };
}

/** The testbed brings the audit trail's own. */
const withoutAudit = () => nationalMigrations.filter(({ id }) => !id.startsWith('audit/'));
