import { LANGUAGES } from '@tessera/base';
import type { FastifyInstance } from 'fastify';
import type { AppCookies } from './cookies.ts';
import type { Fields } from './fields.ts';
import { chooseLanguage } from './language.ts';
import { Problem } from './problem.ts';
import { wayBack } from './way-back.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Knows the reader's language on each request, and lets the reader change it by a link that comes back to the same page.
 *
 * A GET that sets a cookie, and nothing else: another site can at most change the language.
 */
export function speakTheReadersLanguage(server: FastifyInstance, cookies: AppCookies, origin: string): void {
  server.decorateRequest('language', 'it');
  server.addHook('onRequest', async (request) => {
    request.language = chooseLanguage({
      chosen: cookies.read(request, 'language'),
      uiLocales: (request.query as Fields)['ui_locales'],
      acceptLanguage: request.headers['accept-language'],
    });
  });

  server.get<{ Params: { language: string }; Querystring: Fields }>('/language/:language', async (request, reply) => {
    const language = LANGUAGES.find((one) => one === request.params.language);
    if (language === undefined) throw new Problem(404, 'no such language');
    cookies.write(reply, 'language', language, { maxAgeSeconds: YEAR_SECONDS });
    return reply.redirect(wayBack(request.query['back'], origin), 303);
  });
}
