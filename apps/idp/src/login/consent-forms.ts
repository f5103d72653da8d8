import { agree, decline, dropProof, signOff } from '@tessera/login';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { atLogin, goOn, type LoginRequest } from './at-login.tsx';
import { conclude, tellProtocol } from './conclude.tsx';
import { browserToKnow, forgetSession, keepKnownBrowser, sessionToken } from './cookies.ts';
import type { LoginDeps } from './deps.ts';

const ConsentForm = z.object({ offline_access: z.literal('on').optional() });

/** "Prosegui", "Annulla" from wherever it stands, and "Non sei tu?". */
export function consentForms(server: FastifyInstance, deps: LoginDeps): void {
  const { ground } = deps;

  server.post('/login/:id/consent', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => {
      const ticked = ConsentForm.safeParse(request.body);
      const browser = browserToKnow(ground.keys, ground.random, reply);
      const agreement = {
        offlineAccess: ticked.success && ticked.data.offline_access === 'on',
        session: sessionToken(reply),
        browser: browser.digest,
      };
      const conclusion = await agree(ground, login, agreement, tellProtocol(deps, login));
      if (conclusion.outcome === 'answered') keepKnownBrowser(reply, browser.token);
      return conclude(reply, login, conclusion);
    }),
  );

  server.post('/login/:id/cancel', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) =>
      conclude(reply, login, await decline(ground, login, tellProtocol(deps, login))),
    ),
  );

  server.post('/login/:id/other-person', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => {
      const session = sessionToken(reply);
      if (session !== null) await ground.database.transaction((sql) => signOff(sql, ground, session));
      forgetSession(reply);
      return goOn(reply, await dropProof(ground, login));
    }),
  );
}
