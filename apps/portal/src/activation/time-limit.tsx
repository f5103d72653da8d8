import type { Activation } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import { MoreTime } from '@tessera/web';
import type { FastifyReply } from 'fastify';
import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { MORE_TIME_PATH } from './paths.ts';

const UntilContext = createContext<Instant | null>(null);

/** A page of an activation that is under way: it says until when, and gives more time at one press (WCAG 2.2.1). */
export const stepPage = (reply: FastifyReply, { expiresAt }: Activation, page: VNode): FastifyReply =>
  reply.page(<UntilContext.Provider value={expiresAt}>{page}</UntilContext.Provider>);

/** Nothing where no time runs. */
export function TimeLimit() {
  const until = useContext(UntilContext);
  return until === null ? null : <MoreTime until={until} action={MORE_TIME_PATH} />;
}
