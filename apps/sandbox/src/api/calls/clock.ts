import type { z } from 'zod';
import { type ClockMove, type ClockState, LAST_INSTANT, type Refusal } from '../../clock/sandbox-clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiAnswer, type ApiCall, apiCall } from '../api-call.ts';
import { cannotBeDone } from '../problem.ts';
import { ClockAnswer, ClockRequest } from '../schemas.ts';

const REASONS: Readonly<Record<Refusal, string>> = {
  backwards:
    'The clock never goes backwards: codes would be valid before they were sent, and the audit trail would tell lies. POST /reset goes back to the machine’s time.',
  'too-far': `The clock goes no further than ${new Date(LAST_INSTANT).toISOString()}.`,
};

export const clockCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /clock', 'The time in the country', {
    answers: { 200: { description: 'The one logical clock.', schema: ClockAnswer } },
    handle: async () => answer(sandbox),
  }),
  apiCall('post /clock', 'Move, freeze or release the clock', {
    description: 'advance takes an ISO 8601 duration; set an instant that is not past; freeze true or false.',
    body: ClockRequest,
    example: { advance: 'PT48H' },
    answers: {
      200: { description: 'Moved. The move is an act of its own in the event log.', schema: ClockAnswer },
      422: { description: 'Not a move, or one backwards.', schema: null },
    },
    handle: async ({ body }) => {
      const moved: ClockState | Refusal = await sandbox.moveClock(moveOf(body));
      if (typeof moved === 'string') throw cannotBeDone(REASONS[moved]);
      return answer(sandbox);
    },
  }),
];

function moveOf({ advance, set, freeze }: z.output<typeof ClockRequest>): ClockMove {
  if (advance !== undefined) return { kind: 'advance', by: advance };
  if (set !== undefined) return { kind: 'set', to: Date.parse(set) };
  return { kind: freeze === true ? 'freeze' : 'release' };
}

const answer = ({ clock }: Sandbox): ApiAnswer => ({
  status: 200,
  body: { now: new Date(clock.now()).toISOString(), frozen: clock.state.frozenAt !== null },
});
