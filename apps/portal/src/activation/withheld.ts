import type { CodeSending } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import type { FastifyReply } from 'fastify';

/** Why no message left, and when one may. */
export type Withheld = Extract<CodeSending, { until: Instant }>;

export const isWithheld = (sending: CodeSending): sending is Withheld => 'until' in sending;

/** No message left: 429, and in how many seconds one may (T-ACT-13). */
export const retryAfter = (reply: FastifyReply, now: Instant, { until }: Withheld): FastifyReply =>
  reply.code(429).header('retry-after', secondsUntil(until, now));

/** At least one: "in 0 seconds" helps nobody. */
export const secondsUntil = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((until - now) / 1000));
