import type { Visit } from './visit.ts';

/** What the provider's latest answer brought back to a service through the browser: `code` or `error`, `state`, `iss`. */
export function answerOf(visit: Visit): Readonly<Record<string, string>> {
  const address = visit.asked.findLast((each) => new URL(each).pathname === '/accedi/ritorno');
  return address === undefined ? {} : Object.fromEntries(new URL(address).searchParams);
}

/** The `state` of the service's latest request: it stands in the signed request object (RFC 9101). */
export function stateAsked(visit: Visit): string {
  const requests = visit.asked.map((each) => new URL(each).searchParams.get('request')).filter((each) => each !== null);
  const [, payload = ''] = requests.at(-1)?.split('.') ?? [];
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).state;
}
