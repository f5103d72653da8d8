import { z } from 'zod';
import { after } from '../../clock/duration.ts';
import { aimFault, type FaultAim } from '../../faults/fault-aim.ts';
import { FAULT_KINDS, type Fault, LATER_FAULT_KINDS } from '../../faults/fault-board.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiCall, apiCall } from '../api-call.ts';
import { ApiProblem, cannotBeDone, notBuiltYet } from '../problem.ts';
import { FaultAnswer, FaultRequest } from '../schemas.ts';

export const faultCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /faults', 'What is broken now', {
    answers: { 200: { description: 'The faults that have not mended.', schema: z.array(FaultAnswer) } },
    handle: async () => ({ status: 200, body: sandbox.faults.list().map(shown) }),
  }),
  apiCall('post /faults', 'Break something on purpose', {
    description: `Kinds: ${FAULT_KINDS.join(', ')}. What is down refuses, so that the outbox tries again; what is lost was accepted and never arrives. tag-lost lifts a card off before a command reaches it; power-torn cuts its power before the answer leaves, and a guess at a code may be spent.`,
    body: FaultRequest,
    example: { kind: 'sms-late', for: 'PT5M' },
    answers: {
      201: { description: 'Broken.', schema: FaultAnswer },
      422: { description: 'Nothing of that kind can be broken so.', schema: null },
      501: { description: 'Faults of the app come with it.', schema: null },
    },
    handle: async ({ body }) => {
      const { kind, target } = readFault(body.kind, body.target);
      if (body.atApdu !== undefined && kind !== 'tag-lost' && kind !== 'power-torn')
        throw cannotBeDone(`${kind} strikes no single command: leave atApdu out.`, 'atApdu');
      const length = body.for === undefined ? null : after(0, body.for);
      return { status: 201, body: shown(sandbox.faults.add(kind, target, length, body.atApdu)) };
    },
  }),
  apiCall('delete /faults/{id}', 'Mend it', {
    path: z.object({ id: z.string().max(40) }),
    answers: {
      204: { description: 'Mended.', schema: null },
      404: { description: 'There is no such fault, or it has mended itself.', schema: null },
    },
    handle: async ({ path: { id } }) => {
      if (!sandbox.faults.remove(id)) {
        throw new ApiProblem(404, 'No such fault', 'GET /faults lists those that have not mended.');
      }
      return { status: 204 };
    },
  }),
];

/** What shall be broken for whom. Throws ApiProblem for what cannot be broken so, or not yet. */
function readFault(kind: string, target: string | undefined): FaultAim {
  const aim = aimFault(kind, target ?? '');
  switch (aim) {
    case 'unknown-kind': {
      const bringer = LATER_FAULT_KINDS.get(kind);
      if (bringer !== undefined) throw notBuiltYet(`"${kind}" comes with ${bringer}.`);
      throw cannotBeDone(`"${kind}" cannot be broken: choose one of ${FAULT_KINDS.join(', ')}.`, 'kind');
    }
    case 'strikes-everybody':
      throw cannotBeDone(`${kind} strikes everybody: leave the target out.`, 'target');
    case 'no-such-target':
      throw cannotBeDone(
        `"${target}" is not what ${kind} can strike: a mobile number, an e-mail address or a card’s serial number.`,
        'target',
      );
    default:
      return aim;
  }
}

const shown = ({ id, kind, target, endsAt, atApdu }: Fault) => ({
  id,
  kind,
  target,
  endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  atApdu,
});
