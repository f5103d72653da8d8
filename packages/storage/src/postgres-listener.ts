import pg from 'pg';
import type { Topics } from './topics.ts';

/** The one channel of PostgreSQL that we use; its payload is the topic. */
export const CHANNEL = 'tessera';

const RECONNECT_AFTER_MS = 500;

/** Hears the `notify` of every node. */
export interface Listener {
  /** Connects, when it is not connected yet. */
  start(): void;
  stop(): Promise<void>;
}

/**
 * Keeps one connection that listens. After each connecting everybody is woken once: what was said in between was not heard.
 */
export function createListener(config: pg.ClientConfig, topics: Topics): Listener {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    client = next;
    next.on('notification', ({ payload }) => topics.wake(payload ?? ''));
    // Every way to lose it ends in `end`; an error event without a listener would end the process.
    next.on('error', () => undefined);
    next.once('end', reconnect);
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      topics.wakeAll();
    } catch {
      // Tried again without end: waiting pages have their own slow refresh meanwhile.
      await next.end().catch(() => undefined);
      reconnect();
    }
  };
  const reconnect = (): void => {
    if (stopped || retry !== undefined) return;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, RECONNECT_AFTER_MS).unref();
  };

  return {
    start: () => {
      if (client === null && !stopped) void connect();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
