import { begin, type OpenLogin } from '@tessera/login';
import type { Logins } from '../bridge.ts';
import { keepLoginToken, makeRoomForLogin, sessionToken } from './cookies.ts';
import { type LoginDeps, offersCards } from './deps.ts';
import { pathOf } from './paths.ts';

/** Starts logins for the protocols' requests, and sends browsers to their first pages. */
export const logins = (deps: LoginDeps): Logins<OpenLogin> => ({
  begin: (sql, reply, asked, from) =>
    begin(sql, deps.ground, asked, { ...from, session: sessionToken(reply), cards: offersCards(deps) }),
  lead: (request, reply, login) => {
    makeRoomForLogin(request, reply);
    keepLoginToken(reply, login);
    return reply.redirect(pathOf(login), 303);
  },
});
