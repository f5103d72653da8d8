import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { type Clock, randomToken, SECOND, systemRandom } from '@tessera/base';
import { CARD_CHALLENGE_AUDIENCE, CARD_CHALLENGE_TYPE, type CardChallenge, CardProof } from '@tessera/wire';
import Fastify, { type FastifyInstance } from 'fastify';
import { CompactSign, exportJWK, generateKeyPair, type JWTHeaderParameters } from 'jose';

/** As much of a provider as this program ever speaks to, with a page that hands over. */
export interface ProviderDouble {
  readonly origin: string;
  /** Proofs whose signature verified. */
  readonly proofs: CardProof[];
  challenge(changes?: Partial<CardChallenge>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** No key and no proof is answered while it is silent. */
  silence(silent: boolean): void;
  close(): Promise<void>;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="it"><head><meta name="referrer" content="origin"><title>${title}</title>` +
  `<link rel="icon" href="data:,"></head><body><main><h1>${title}</h1>${body}</main></body></html>`;

/** `softwareCie`: the origin to which its page hands over. */
export async function openProviderDouble(softwareCie: string, clock: Clock): Promise<ProviderDouble> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const stranger = await generateKeyPair('ES256');
  const proofs: CardProof[] = [];
  let isSilent = false;
  let origin = '';

  const challenge: ProviderDouble['challenge'] = async (changes = {}, header = {}) => {
    const iat = Math.floor(clock.now() / SECOND);
    const claims: CardChallenge = {
      iss: origin,
      aud: CARD_CHALLENGE_AUDIENCE,
      jti: randomToken(systemRandom),
      iat,
      exp: iat + 120,
      service: 'Comune di Borgo Lanterna',
      back: `${origin}/login`,
      level: 3,
      ...changes,
    };
    return new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: CARD_CHALLENGE_TYPE, ...header })
      .sign(header.kid === 'stranger' ? stranger.privateKey : privateKey);
  };

  const server: FastifyInstance = Fastify();
  server.addHook('onRequest', async (_request, reply) => {
    if (isSilent) return reply.code(503).send();
    return undefined;
  });
  // As the provider's pages have it; the one that hands over says otherwise of itself.
  server.addHook('onSend', async (_request, reply) => {
    reply.header('referrer-policy', 'no-referrer');
  });
  server.get('/card/jwks', async () => ({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] }));
  server.post('/card/proof', async (request) => {
    const proof = CardProof.parse(request.body);
    const { publicKey: key } = new X509Certificate(Buffer.from(proof.certificate, 'base64'));
    const signed = verify(
      'sha256',
      Buffer.from(proof.challenge),
      createPublicKey(key.export({ format: 'pem', type: 'spki' })),
      Buffer.from(proof.signature, 'base64'),
    );
    if (signed) proofs.push(proof);
    return { outcome: signed ? 'accepted' : 'refused', continue: `${origin}/done?proof=${'x'.repeat(43)}` };
  });
  const html = async (title: string, body = '') => page(title, body);
  server.get('/login', async (_request, reply) =>
    reply
      .type('text/html')
      .send(
        await html(
          'Entra con CIE',
          `<form method="post" action="${softwareCie}/accesso"><input type="hidden" name="challenge" value="${await challenge()}"><button>Apri Software CIE</button></form>`,
        ),
      ),
  );
  server.get('/done', async (_request, reply) => reply.type('text/html').send(await html('Entrato')));
  server.get('/', async (_request, reply) => reply.type('text/html').send(await html('Fornitore')));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  // Another name than the program's own: to the browser it is another site.
  origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    get origin() {
      return origin;
    },
    proofs,
    challenge,
    silence: (silent) => {
      isSilent = silent;
    },
    close: () => server.close(),
  };
}
