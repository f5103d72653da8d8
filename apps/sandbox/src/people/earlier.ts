import type { Ground, Instant } from '@tessera/base';

/**
 * The same ground, some time ago: what is done on it was done then.
 *
 * Whoever activated two hours ago may be sent a code now; whoever did it a moment ago has to wait a minute (promise 4).
 * Only the outbox lives in the present, because the messages are read at once: their deadlines are moved there.
 */
export function earlier(ground: Ground, ago: number): Ground {
  const { clock, outbox } = ground;
  const inThePresent = (then: Instant | undefined) => (then === undefined ? {} : { usefulUntil: then + ago });
  return {
    ...ground,
    clock: { now: () => clock.now() - ago },
    outbox: {
      send: (sql, message, { usefulUntil, ...options } = {}) =>
        outbox.send(sql, message, { ...options, ...inThePresent(usefulUntil) }),
    },
  };
}
