import { begin } from '@tessera/login';
import type { BeginLogin } from '../bridge.ts';
import { keepLoginToken, makeRoomForLogin, sessionToken } from './cookies.ts';
import type { LoginDeps } from './deps.ts';
import { pathOf } from './paths.ts';

/** Starts a login for a protocol's request and sends the browser to its first page. */
export const beginLogin =
  ({ ground, protocols }: LoginDeps): BeginLogin =>
  async (request, reply, asked, correlation) => {
    const login = await begin(ground, asked, {
      correlation,
      returnOrigin: await protocols[correlation.protocol].returnOrigin(correlation.id),
      session: sessionToken(reply),
    });
    makeRoomForLogin(request, reply);
    keepLoginToken(reply, login);
    return reply.redirect(pathOf(login), 303);
  };
