import { randomToken } from '@tessera/base';
import {
  type AwaitingCard,
  askCard,
  awaitsCard,
  chooseCard,
  chooseComputer,
  choosePassword,
  proveCard,
} from '@tessera/login';
import { Problem } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { signChallenge } from '../card/card-challenge.ts';
import type { CardOptions } from '../card/card-options.ts';
import { atLogin, goOn, type LoginRequest } from './at-login.tsx';
import type { LoginDeps } from './deps.ts';
import { showHandOver } from './show-login.tsx';

/** 256 bits as base64url. */
const TOKEN = /^[\w-]{43}$/;

interface WayBackRoute {
  Params: { id: string };
  Querystring: { proof?: string };
}

/** Level 3: which way to read the card, the two doors at the computer, and the way back from them. */
export function cardForms(server: FastifyInstance, deps: LoginDeps, card: CardOptions): void {
  const { ground, settings } = deps;
  const { door, softwareCie } = card;

  server.post('/login/:id/read-card', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => goOn(reply, await chooseCard(ground, login))),
  );
  server.post('/login/:id/with-computer', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => goOn(reply, await chooseComputer(ground, login))),
  );
  server.post('/login/:id/without-card', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => goOn(reply, await choosePassword(ground, login))),
  );

  if (door !== undefined) {
    server.post('/login/:id/tls-door', (request: LoginRequest, reply) =>
      atAwaitingCard(request, reply, async (login) => {
        const ticket = randomToken(ground.random);
        await askCard(ground, login, 'card-tls', ticket);
        return reply.redirect(`${door}/card/${ticket}`, 303);
      }),
    );
  }
  if (softwareCie !== undefined) {
    server.post('/login/:id/software-cie', (request: LoginRequest, reply) =>
      atAwaitingCard(request, reply, async (login) => {
        const challenge = await signChallenge(ground, settings.origin, login);
        await askCard(ground, login, 'card-signature', challenge);
        return showHandOver(reply, login, { softwareCie, challenge });
      }),
    );
  }

  // A look at the headers alone must not use the way back up.
  server.get<WayBackRoute>('/login/:id/card/done', { exposeHeadRoute: false }, (request, reply) => {
    const { proof } = request.query;
    if (proof === undefined || !TOKEN.test(proof)) throw new Problem(400, 'way back without its token');
    return atLogin(deps, request as LoginRequest, reply, proof, async (login) =>
      goOn(reply, await proveCard(ground, login, proof)),
    );
  });

  const atAwaitingCard = (
    request: LoginRequest,
    reply: FastifyReply,
    work: (login: AwaitingCard) => Promise<FastifyReply>,
  ) =>
    atLogin(deps, request, reply, null, async (login) =>
      awaitsCard(login) ? await work(login) : goOn(reply, { outcome: 'open', login }),
    );
}
