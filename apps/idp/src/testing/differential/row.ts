import type { ScriptedService } from '@tessera/oidc/testing';

/** One of the two providers, and the service as it speaks to it. */
export interface Side {
  readonly issuer: string;
  readonly service: ScriptedService;
  readonly paths: Readonly<Record<'authorization' | 'token' | 'userinfo' | 'introspection' | 'revocation', string>>;
}

/** One thing done to both providers, and how ours answers. Where the judge answers otherwise, docs/conformance.md says so and why. */
export interface Row {
  readonly name: string;
  readonly ask: (side: Side) => Promise<string>;
  readonly ours: string;
}

export type Claims = Readonly<Record<string, unknown>>;
export type Fields = Readonly<Record<string, string | undefined>>;

/** Leaves out what a row set to `undefined`. */
export const formOf = (fields: Fields): URLSearchParams =>
  new URLSearchParams(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

export const seconds = (offset = 0): number => Math.floor(Date.now() / 1000) + offset;
export const letters = (length: number): string => 'a'.repeat(length);

/** Sends the browser to the provider and follows it until it is at the service or nowhere: `code`, `answer: …` or `page: …`. */
export async function browse(side: Side, parameters: Fields): Promise<URLSearchParams | string> {
  const cookies = new Map<string, string>();
  let address = `${side.issuer}${side.paths.authorization}?${formOf(parameters)}`;
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return pageOutcome(await response.text());
    const next = new URL(location, address);
    // An answer to a forbidden response type comes in the fragment.
    if (next.origin !== side.issuer)
      return next.hash === '' ? next.searchParams : new URLSearchParams(next.hash.slice(1));
    address = next.href;
  }
  return 'no end';
}

/** The error on a provider's own page: ours names it in a `<code>`, the judge's says it as JSON. */
function pageOutcome(body: string): string {
  const error = /<code>([a-z_]+)<\/code>/.exec(body)?.[1] ?? /"error":"([a-z_]+)"/.exec(body)?.[1];
  return body.includes('action="https://sportello') ? 'form_post' : `page: ${error ?? 'none'}`;
}

export async function outcome(side: Side, parameters: Fields): Promise<string> {
  const answer = await browse(side, parameters);
  if (typeof answer === 'string') return answer;
  return answer.has('code') ? 'code' : `answer: ${answer.get('error')}`;
}
