import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

const ALGORITHMS = ['RS256', 'RS512', 'ES256', 'ES512', 'PS256', 'PS512'] as const;
const LEVELS = ['1', '2', '3'].map((level) => `https://www.spid.gov.it/SpidL${level}`);
const SUBJECT = 'citizen-1';

/** Where its endpoints stand. */
export const JUDGE_PATHS = {
  authorization: '/auth',
  token: '/token',
  userinfo: '/me',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
} as const;

/** oidc-provider, certified and by other hands, set to the profile as closely as it goes: it judges our answers. */
export interface Judge {
  readonly issuer: string;
  close(): Promise<void>;
}

/** Starts it with these services. Whoever comes is logged in at level 2 and agrees to everything. */
export async function openJudge(metadata: readonly Readonly<Record<string, unknown>>[]): Promise<Judge> {
  let provider: Provider | undefined;
  const server = createServer((request, response) => {
    if (provider === undefined) return response.writeHead(503).end();
    if (request.url?.startsWith('/interaction/')) return agree(provider, request, response);
    return provider.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  provider = new Provider(issuer, configurationFor(metadata));
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationFor(metadata: readonly Readonly<Record<string, unknown>>[]): Configuration {
  return {
    clients: metadata.map((client) => ({
      ...client,
      require_signed_request_object: true,
      subject_type: 'pairwise',
    })) as never,
    jwks: { keys: [signingKey()] as never },
    clientAuthMethods: ['private_key_jwt'],
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, client) => `${accountId} ${client.clientId}`,
    acrValues: LEVELS,
    claims: {
      acr: null,
      openid: ['sub'],
      profile: ['given_name', 'family_name', 'birthdate', 'https://attributes.eid.gov.it/fiscal_number'],
      email: ['email', 'email_verified'],
    },
    findAccount: async (_ctx, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, given_name: 'Topolina' }),
    }),
    clientBasedCORS: () => false,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 900, AuthorizationCode: 60, IdToken: 300, RefreshToken: 30 * 24 * 3600 },
    rotateRefreshToken: true,
    renderError: async (ctx, { error }) => {
      ctx.type = 'json';
      ctx.body = { error };
    },
    enabledJWA: {
      requestObjectSigningAlgValues: [...ALGORITHMS],
      clientAuthSigningAlgValues: [...ALGORITHMS],
      idTokenSigningAlgValues: [...ALGORITHMS],
      userinfoSigningAlgValues: [...ALGORITHMS],
      idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
      idTokenEncryptionEncValues: ['A128CBC-HS256', 'A256CBC-HS512'],
      userinfoEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A256KW'],
      userinfoEncryptionEncValues: ['A128CBC-HS256', 'A256CBC-HS512'],
    } as never,
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      encryption: { enabled: true },
      introspection: { enabled: true },
      jwtUserinfo: { enabled: true },
      requestObjects: { enabled: true },
      revocation: { enabled: true },
    },
  };
}

const signingKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** Logs the one citizen in and grants what was asked. */
async function agree(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: SUBJECT, acr: LEVELS[1] ?? '' };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? SUBJECT, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const claims = JSON.parse(String(params['claims'] ?? '{}')) as Record<string, object>;
  grant.addOIDCClaims(Object.values(claims).flatMap((place) => Object.keys(place)));
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}
