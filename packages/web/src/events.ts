import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem } from './problem.ts';

/** Listeners of one node at once. What they wait for lives in the database: one turned away loses nothing but speed. */
const STREAMS_MAX = 5_000;
/** Keeps proxies from closing a silent connection. */
const HEARTBEAT_MILLISECONDS = 25_000;

/** Gives replies their `wakeUps`: server-sent events that only say "look again". */
export function decorateWakeUps(server: FastifyInstance): void {
  const open = new Set<() => void>();

  server.decorateReply('wakeUps', function (this: FastifyReply, listen: (wake: () => void) => () => void) {
    if (open.size >= STREAMS_MAX) throw new Problem(503, 'too many listeners');
    this.hijack();
    const { raw } = this;
    raw.writeHead(200, {
      ...(this.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
    });
    // Tells the browser to wait 3 s before it comes back to a server that went away.
    raw.write('retry: 3000\n\n');
    const stopListening = listen(() => raw.write('event: changed\ndata:\n\n'));
    const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MILLISECONDS);
    const end = () => {
      clearInterval(heartbeat);
      stopListening();
      open.delete(end);
      raw.end();
    };
    open.add(end);
    raw.on('close', end);
    return this;
  });

  server.addHook('preClose', async () => {
    for (const end of [...open]) end();
  });
}
