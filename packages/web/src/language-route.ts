import { LANGUAGES, type Language } from '@tessera/base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppCookies } from './cookies.ts';
import type { Fields } from './fields.ts';
import { wishedLanguage } from './language.ts';
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
    const wished = wishedLanguage({
      chosen: cookies.read(request, 'language'),
      uiLocales: (request.query as Fields)['ui_locales'],
      acceptLanguage: request.headers['accept-language'],
    });
    if (wished === null) unspoken.add(request);
    else request.language = wished;
  });

  server.get<{ Params: { language: string }; Querystring: Fields }>('/language/:language', async (request, reply) => {
    const language = LANGUAGES.find((one) => one === request.params.language);
    if (language === undefined) throw new Problem(404, 'no such language');
    cookies.write(reply, 'language', language, { maxAgeSeconds: YEAR_SECONDS });
    return reply.redirect(wayBack(request.query['back'], origin), 303);
  });
}

/** Requests in which nobody named a language of ours: they are answered in Italian. */
const unspoken = new WeakSet<FastifyRequest>();

/**
 * Answers a proven citizen in the language on file, where nothing else tells one (docs/decisions/language-of-pages.md).
 * `onFile` is asked only then.
 */
export async function speakLanguageOnFile(request: FastifyRequest, onFile: () => Promise<Language>): Promise<void> {
  if (unspoken.has(request)) request.language = await onFile();
}
