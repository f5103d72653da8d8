import { signedOn, signOff } from '@tessera/login';
import { offlineGrants, revokeOfflineGrant } from '@tessera/oidc';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Logins } from '../bridge.ts';
import { forgetSession, sessionToken } from '../login/cookies.ts';
import type { LoginDeps } from '../login/deps.ts';
import { texts } from '../texts/index.ts';
import { AccessesPage } from './accesses-page.tsx';
import { ACCESSES_PATH, accessesRequest } from './accesses-protocol.ts';

const EndForm = z.object({ grant: z.uuid() });

/** The citizen's own switch for services that read data again: at any time (`oidc.md` 11). */
export function accessesRoutes<Login>(
  server: FastifyInstance,
  { ground, settings }: LoginDeps,
  logins: Logins<Login>,
): void {
  const { database, clock } = ground;

  server.get(ACCESSES_PATH, async (request, reply) => {
    const signOn = await signedOn(database, ground, sessionToken(reply));
    if (signOn === null) {
      const asked = accessesRequest(settings.origin, texts(request.language)('accessesTitle'));
      const from = { correlation: { protocol: 'accesses', id: 'accesses' }, returnOrigin: null } as const;
      const login = await database.transaction((sql) => logins.begin(sql, reply, asked, from));
      return logins.lead(request, reply, login);
    }
    return reply.page(<AccessesPage grants={await offlineGrants(database, signOn.citizenId, clock.now())} />);
  });

  server.post(`${ACCESSES_PATH}/end`, async (request, reply) => {
    const signOn = await signedOn(database, ground, sessionToken(reply));
    const form = EndForm.safeParse(request.body);
    if (signOn !== null && form.success) {
      const grant = { id: form.data.grant, subject: signOn.citizenId };
      await database.transaction((sql) => revokeOfflineGrant(sql, ground, grant));
    }
    return reply.redirect(ACCESSES_PATH, 303);
  });

  server.post(`${ACCESSES_PATH}/sign-off`, async (_request, reply) => {
    const session = sessionToken(reply);
    if (session !== null) await database.transaction((sql) => signOff(sql, ground, session));
    forgetSession(reply);
    return reply.redirect('/', 303);
  });
}
