import type { BrokenRule, Parameters } from '@tessera/oidc';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';

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
  preSerialization: async (_request, reply, payload) =>
    reply.statusCode >= 400 && isProblem(payload)
      ? { ...payload, error: ERROR_OF_STATUS[reply.statusCode] ?? 'invalid_request' }
      : payload,
};

const isProblem = (payload: unknown): payload is object =>
  typeof payload === 'object' && payload !== null && 'title' in payload && !('error' in payload);

/** The fields of a form; nothing for a body of another kind. `web` has refused repeated ones. */
export function parametersOf({ body, headers }: FastifyRequest): Parameters {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') && typeof body === 'object'
    ? ((body ?? {}) as Parameters)
    : {};
}

/** A refusal as the token, introspection and revocation endpoints tell it. */
export function refuse(reply: FastifyReply, { error, sentence }: BrokenRule): FastifyReply {
  if (error === 'temporarily_unavailable') reply.code(503).header('retry-after', '60');
  else reply.code(error === 'invalid_client' ? 401 : 400);
  return noStore(reply).send({ error, error_description: sentence });
}

export const noStore = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
