import { type Ground, MINUTE } from '@tessera/base';
import { sweep } from '@tessera/credentials';
import { forgetOld } from '@tessera/login';
import { forgetDone } from '@tessera/messaging';
import { forgetPast } from '@tessera/oidc';
import type { FastifyInstance } from 'fastify';

const EVERY = 10 * MINUTE;

/** Forgets what can serve nobody any more, now and then, until the server closes. */
export function keepHouse(server: FastifyInstance, ground: Ground, onBug: (error: unknown) => void): void {
  let running = Promise.resolve();
  const tidy = async () => {
    try {
      await forgetOld(ground);
      await forgetPast(ground);
      await sweep(ground);
      await forgetDone(ground);
    } catch (error) {
      // A database that is away is back by the next time; whoever needs it now hears of it elsewhere.
      if (!(error instanceof Error && error.name === 'DatabaseUnavailable')) onBug(error);
    }
  };
  const timer = setInterval(() => {
    running = running.then(tidy);
  }, EVERY);
  timer.unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await running;
  });
}
