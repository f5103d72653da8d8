import { type Visitor, visitor } from '@tessera/web/testing';
import type { TestSoftwareCie } from './open-software-cie.ts';

/** A browser without JavaScript that says the right name of this program. */
export function browserAt({ server, origin }: TestSoftwareCie): Visitor {
  const { host } = new URL(origin);
  const named = new Proxy(server, {
    get: (target, key) =>
      key === 'inject'
        ? (options: { headers?: object }) => target.inject({ ...options, headers: { host, ...options.headers } })
        : Reflect.get(target, key),
  });
  return visitor(named);
}

/** What a page says, without its markup. */
export const wordsOf = ({ body }: { readonly body: string }): string =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

/** Hands a challenge over as the provider's page does; `headers` go before the browser's. */
export async function handOver(
  { server, origin, provider }: TestSoftwareCie,
  browser: Visitor,
  challenge: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const answer = await server.inject({
    method: 'POST',
    url: '/accesso',
    headers: {
      host: new URL(origin).host,
      origin: provider.origin,
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
      'accept-language': 'it',
      ...headers,
    },
    payload: new URLSearchParams({ challenge }).toString(),
  });
  for (const { name, value } of answer.cookies) browser.cookies.set(name, value);
  return answer;
}

/** From the provider's page to what follows the PIN. */
export async function signIn(bed: TestSoftwareCie, browser: Visitor, pin: string) {
  await handOver(bed, browser, await bed.provider.challenge());
  await browser.get('/accesso/pin');
  return browser.post('/accesso/pin', { pin });
}
