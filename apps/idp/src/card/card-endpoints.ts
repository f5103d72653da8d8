import type { Ground } from '@tessera/base';
import { Problem } from '@tessera/web';
import { CardProof, type CardProofAnswer } from '@tessera/wire';
import type { FastifyInstance } from 'fastify';
import { challengeKeys } from './card-challenge.ts';
import type { CardOptions } from './card-options.ts';
import { readSignedChallenge } from './signed-challenge.ts';
import { wayBackTo } from './way-back.ts';

/** A challenge, a certificate and a signature in base64, and not much more. */
const PROOF_MAX_BYTES = 16 * 1024;

/** What Software CIE asks of the provider, straight and without a browser: the keys, and whether the card was right. */
export function cardEndpoints(
  server: FastifyInstance,
  { ground, origin, card }: { readonly ground: Ground; readonly origin: string; readonly card: CardOptions },
): void {
  server.get('/card/jwks', { config: { api: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(challengeKeys(ground)),
  );

  server.post(
    '/card/proof',
    { config: { api: true, fromOtherSites: true }, bodyLimit: PROOF_MAX_BYTES },
    async (request, reply) => {
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Problem(415, 'no JSON');
      const proof = CardProof.safeParse(request.body);
      if (!proof.success) throw new Problem(400, 'not a card proof');
      const wayBack = await readSignedChallenge(ground, card, proof.data);
      const answer: CardProofAnswer =
        wayBack === null
          ? { outcome: 'challenge-over', continue: null }
          : { outcome: wayBack.accepted ? 'accepted' : 'refused', continue: wayBackTo(origin, wayBack) };
      return reply.send(answer);
    },
  );
}
