import type { FastifyRequest } from 'fastify';

/** Whether a try of PIN or PUK may be gone with a reading that was broken off. */
export type TryUsed = 'no' | 'perhaps';

const NAME = 'interrotta';
const WORDS = { no: 'no', perhaps: 'forse' } as const satisfies Readonly<Record<TryUsed, string>>;

/**
 * Where the page stands that tells of it. In the address, because the page shows itself anew as soon as the card is back:
 * what nobody has read by then must still be there (T-CRD-10).
 */
export const interruptedAt = (path: string, tryUsed: TryUsed): string => `${path}?${NAME}=${WORDS[tryUsed]}`;

/** What the address tells; null where it tells nothing. */
export function interruptionIn({ query }: FastifyRequest): TryUsed | null {
  const word = typeof query === 'object' && query !== null && NAME in query ? query[NAME] : null;
  if (word === WORDS.perhaps) return 'perhaps';
  return word === WORDS.no ? 'no' : null;
}
