import type { Parameters } from '@tessera/oidc';
import { type Fields, Problem } from '@tessera/web';
import type { FastifyRequest } from 'fastify';

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** The parameters of a form; throws a Problem (415) for a body of another kind. */
export function formParameters({ body, headers }: FastifyRequest): Parameters {
  if (body === undefined || body === null) return {};
  if (!FORM.test(headers['content-type'] ?? '')) throw new Problem(415, 'a body that is no form');
  return withValue(body);
}

export const queryParameters = ({ query }: FastifyRequest): Parameters => withValue(query);

/** `web` has refused repeated fields. What has no value was not sent (RFC 6749 sections 3.1 and 3.2). */
const withValue = (fields: unknown): Parameters =>
  Object.fromEntries(Object.entries(fields as Fields).filter(([, value]) => value !== ''));
