import {
  answerTokenRequest,
  BrokenRule,
  bearerOf,
  beginAuthorization,
  discoveryDocument,
  ENDPOINT_PATHS,
  introspect,
  keySet,
  type OpenIdProvider,
  type Parameters,
  readUserinfo,
  revoke,
} from '@tessera/oidc';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logins } from '../bridge.ts';
import { FOR_SERVICES, noStore, refuse } from './oidc-answers.ts';
import { OidcErrorPage } from './oidc-error-page.tsx';
import { formParameters, queryParameters } from './oidc-parameters.ts';
import { sendAnswer } from './send-answer.tsx';

/** Where OpenID Connect Discovery looks; the entity configuration of the federation gets its place beside it. */
const DISCOVERY_PATH = '/.well-known/openid-configuration';

export interface OidcDeps<Login> {
  readonly provider: OpenIdProvider;
  readonly logins: Logins<Login>;
}

/** The endpoints of the OpenID provider (docs/rules/oidc.md 2): HTTP in, one call to the rules, HTTP out. */
export function oidcRoutes<Login>(server: FastifyInstance, deps: OidcDeps<Login>): void {
  authorizationRoutes(server, deps);
  serviceRoutes(server, deps.provider);
  userinfoRoutes(server, deps.provider);
  publicDocuments(server, deps.provider);
}

function authorizationRoutes<Login>(server: FastifyInstance, { provider, logins }: OidcDeps<Login>): void {
  const authorize = async (request: FastifyRequest, reply: FastifyReply, parameters: Parameters) => {
    const begun = await beginAuthorization(provider, parameters, (sql, { id, asked, returnOrigin }) =>
      logins.begin(sql, reply, asked, { correlation: { protocol: 'oidc', id }, returnOrigin }),
    );
    switch (begun.outcome) {
      case 'begun':
        return logins.lead(request, reply, begun.login);
      case 'refused':
        return sendAnswer(reply, begun.answer);
      case 'refused-here':
        return reply.code(400).page(<OidcErrorPage broken={begun.broken} />);
    }
  };
  const path = ENDPOINT_PATHS.authorization;
  // No HEAD: it would use the request object up, and promises to change nothing (RFC 9110 section 9.2.1).
  server.get(path, { exposeHeadRoute: false }, (request, reply) => authorize(request, reply, queryParameters(request)));
  // From the service's own page: the request object says who asks.
  server.post(path, { config: { fromOtherSites: true } }, (request, reply) =>
    authorize(request, reply, formParameters(request)),
  );
}

function serviceRoutes(server: FastifyInstance, provider: OpenIdProvider): void {
  server.post(ENDPOINT_PATHS.token, FOR_SERVICES, async (request, reply) => {
    const tokens = await answerTokenRequest(provider, formParameters(request));
    return tokens instanceof BrokenRule ? refuse(reply, tokens) : noStore(reply).send(tokens);
  });
  server.post(ENDPOINT_PATHS.introspection, FOR_SERVICES, async (request, reply) => {
    const status = await introspect(provider, formParameters(request));
    return status instanceof BrokenRule ? refuse(reply, status) : noStore(reply).send(status);
  });
  server.post(ENDPOINT_PATHS.revocation, FOR_SERVICES, async (request, reply) => {
    const revoked = await revoke(provider, formParameters(request));
    return revoked instanceof BrokenRule ? refuse(reply, revoked) : noStore(reply).send();
  });
}

function userinfoRoutes(server: FastifyInstance, provider: OpenIdProvider): void {
  server.route({
    ...FOR_SERVICES,
    method: ['GET', 'POST'],
    exposeHeadRoute: false,
    url: ENDPOINT_PATHS.userinfo,
    handler: async (request, reply) => {
      const token = bearerOf(request.headers.authorization);
      if (token === null) return noStore(reply).code(401).header('www-authenticate', 'Bearer').send();
      const userinfo = await readUserinfo(provider, token);
      if (!(userinfo instanceof BrokenRule)) return noStore(reply).type('application/jwt').send(userinfo.jwt);
      const { error, sentence } = userinfo;
      reply.code(401).header('www-authenticate', `Bearer error="${error}", error_description="${sentence}"`);
      return noStore(reply).send({ error, error_description: sentence });
    },
  });
}

/** Read by anyone's script, from any site: the only two answers of the house with CORS (T-WEB-06). */
function publicDocuments(server: FastifyInstance, provider: OpenIdProvider): void {
  const publish = (path: string, document: () => object) =>
    server.get(path, { config: { api: true } }, async (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'public, max-age=60')
        .send(document()),
    );
  publish(DISCOVERY_PATH, () => discoveryDocument(provider));
  publish(ENDPOINT_PATHS.jwks, () => keySet(provider));
}
