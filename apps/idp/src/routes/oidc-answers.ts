import type { BrokenRule } from '@tessera/oidc';
import type { FastifyReply, RouteShorthandOptions } from 'fastify';

/** What stands for a problem of ours in the words of the protocol (docs/rules/oidc.md 13). */
const ERROR_OF_STATUS: Readonly<Record<number, string>> = {
  429: 'temporarily_unavailable',
  500: 'server_error',
  503: 'temporarily_unavailable',
};

/**
 * An endpoint that services call, not browsers: no form token, problems as JSON. What `web` answers to unreadable bodies and
 * broken machinery gets the protocol's `error` beside its own members.
 */
export const FOR_SERVICES: RouteShorthandOptions = {
  config: { api: true, fromOtherSites: true },
  preSerialization: async (_request, reply, payload) => {
    if (reply.statusCode < 400 || !isProblem(payload)) return payload;
    // And not `problem+json`: clients read an error in this type alone (RFC 6749 section 5.2).
    reply.type('application/json');
    return { ...payload, error: ERROR_OF_STATUS[reply.statusCode] ?? 'invalid_request' };
  },
};

const isProblem = (payload: unknown): payload is object =>
  typeof payload === 'object' && payload !== null && 'title' in payload && !('error' in payload);

/** A refusal as the token, introspection and revocation endpoints tell it. */
export function refuse(reply: FastifyReply, { error, sentence }: BrokenRule): FastifyReply {
  if (error === 'temporarily_unavailable') reply.code(503).header('retry-after', '60');
  else reply.code(error === 'invalid_client' ? 401 : 400);
  if (error === 'invalid_client') challenge(reply);
  return noStore(reply).send({ error, error_description: sentence });
}

/** Who tried another way in, such as `client_secret_basic`, is refused in the words of that way (RFC 6749 section 5.2). */
function challenge(reply: FastifyReply): void {
  const [scheme] = /^[A-Za-z][A-Za-z0-9-]*/.exec(reply.request.headers.authorization ?? '') ?? [];
  if (scheme !== undefined) reply.header('www-authenticate', `${scheme} realm="services"`);
}

export const noStore = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
