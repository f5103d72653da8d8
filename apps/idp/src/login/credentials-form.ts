import { provePassword } from '@tessera/login';
import { readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { texts } from '../texts/index.ts';
import { atLogin, attemptOf, goOn, type LoginRequest } from './at-login.tsx';
import { knownBrowser } from './cookies.ts';
import { hostOf, type LoginDeps } from './deps.ts';
import { showLogin } from './show-login.tsx';

/** An empty password is a wrong one: it costs the same work and gets the same answer (T-LOG-04). */
const CredentialsForm = z.object({
  username: z.string().trim().min(1, 'usernameMissing').max(254, 'usernameMissing'),
  password: z.string(),
});

/** Username and password (IDP-03, IDP-04). */
export function credentialsForm(server: FastifyInstance, deps: LoginDeps): void {
  server.post('/login/:id/credentials', (request: LoginRequest, reply) => {
    const attempt = attemptOf(request.body);
    return atLogin(deps, request, reply, attempt, async (login) => {
      const say = texts(request.language);
      const form = readForm(CredentialsForm, request.body, say);
      const typed = { username: form.typed['username'] ?? '' };
      if (form.outcome === 'invalid') return showLogin(deps, reply.code(422), login, { errors: form.errors, typed });

      const browser = knownBrowser(deps.ground.keys, reply);
      const credentials = { ...form.value, attempt, browser, host: hostOf(deps.settings) };
      const proof = await provePassword(deps.ground, login, credentials, deps.hashing);
      switch (proof.outcome) {
        case 'wrong':
          // No field is named: nobody learns which half was wrong.
          return showLogin(deps, reply.code(422), login, {
            errors: [{ field: '', message: say('wrongCredentials') }],
            typed,
          });
        case 'wait': {
          const seconds = Math.ceil((proof.until - deps.ground.clock.now()) / 1000);
          reply.code(429).header('retry-after', Math.max(1, seconds));
          return showLogin(deps, reply, login, { waitUntil: proof.until, typed });
        }
        default:
          return goOn(reply, proof);
      }
    });
  });
}
