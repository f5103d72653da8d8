import type { Activation } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import { Button, Form, useSay, useVisit } from '@tessera/web';
import type { FastifyReply } from 'fastify';
import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { timeOfDay } from './italian-time.ts';
import { MORE_TIME_PATH } from './paths.ts';
import { texts } from './texts.ts';

const UntilContext = createContext<Instant | null>(null);

/** A page of an activation that is under way: it says until when, and gives more time at one press (WCAG 2.2.1). */
export const stepPage = (reply: FastifyReply, { expiresAt }: Activation, page: VNode): FastifyReply =>
  reply.page(<UntilContext.Provider value={expiresAt}>{page}</UntilContext.Provider>);

/** Nothing where no time runs. */
export function TimeLimit() {
  const until = useContext(UntilContext);
  const say = useSay(texts);
  const { language } = useVisit();
  if (until === null) return null;
  return (
    <div class="mt-5">
      <Form action={MORE_TIME_PATH}>
        <p>
          {say('timeUntil', { time: timeOfDay(until, language) })} <Button look="link">{say('moreTime')}</Button>
        </p>
      </Form>
    </div>
  );
}
