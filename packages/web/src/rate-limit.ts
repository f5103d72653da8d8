import { type Clock, type Instant, MINUTE } from '@tessera/base';

/** At most this many addresses are remembered; the one unseen for longest is forgotten first. */
const ADDRESSES_MAX = 50_000;

/**
 * How many requests an address may make: a bucket that holds a minute's worth and fills evenly.
 *
 * Lives in memory: it guards one node's work, not anybody's secret. Counters that must hold are rows.
 */
export function createRateLimit({ clock, perMinute }: { readonly clock: Clock; readonly perMinute: number }) {
  const buckets = new Map<string, { tokens: number; at: Instant }>();
  return {
    /** Takes one; false when there is none left. */
    take(address: string): boolean {
      const now = clock.now();
      const before = buckets.get(address) ?? { tokens: perMinute, at: now };
      const refilled = before.tokens + (Math.max(0, now - before.at) * perMinute) / MINUTE;
      const tokens = Math.min(perMinute, refilled) - 1;
      // Taken out and put back: a Map keeps the order of insertion, so the first is the one unseen for longest.
      buckets.delete(address);
      buckets.set(address, { tokens: Math.max(tokens, 0), at: Math.max(now, before.at) });
      if (buckets.size > ADDRESSES_MAX) forgetOldest(buckets);
      return tokens >= 0;
    },
  };
}

function forgetOldest(buckets: Map<string, unknown>): void {
  for (const address of buckets.keys()) {
    buckets.delete(address);
    return;
  }
}
