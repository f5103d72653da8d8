import type { Service, ServiceSettings, SignIn } from '@tessera/rp';
import type { FastifyReply } from 'fastify';
import type { Sessions } from './sessions.ts';

/** What the routes lean on. */
export interface ServiceDeps {
  readonly service: Service;
  readonly sessions: Sessions;
  readonly identity: ServiceSettings;
}

const SESSION = 'session';

/** Who is signed in in this browser, or null. */
export const signedIn = ({ sessions }: ServiceDeps, reply: FastifyReply): SignIn | null =>
  sessions.find(reply.appCookie(SESSION));

export function openSession({ sessions }: ServiceDeps, reply: FastifyReply, signIn: SignIn): void {
  sessions.close(reply.appCookie(SESSION));
  reply.setAppCookie(SESSION, sessions.open(signIn));
}

export function closeSession({ sessions }: ServiceDeps, reply: FastifyReply): void {
  sessions.close(reply.appCookie(SESSION));
  reply.forgetAppCookie(SESSION);
}
