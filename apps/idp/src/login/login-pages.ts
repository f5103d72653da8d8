import type { FastifyInstance } from 'fastify';
import { atLogin, type LoginRequest } from './at-login.tsx';
import type { LoginDeps } from './deps.ts';
import { pageOf, pathOf } from './paths.ts';
import { showLogin } from './show-login.tsx';

/** Every address of a login leads to the page of its step: reload, Back and a second tab show what is true now. */
export function loginPages(server: FastifyInstance, deps: LoginDeps): void {
  const show = (request: LoginRequest, reply: Parameters<typeof atLogin>[2]) =>
    atLogin(deps, request, reply, null, async (login) =>
      request.params.page === pageOf(login) ? await showLogin(deps, reply, login) : reply.redirect(pathOf(login), 303),
    );
  server.get<{ Params: { id: string; page: string } }>('/login/:id/:page', show);
  server.get<{ Params: { id: string } }>('/login/:id', show);
}
