import type { Sandbox } from '../sandbox.ts';
import type { ApiCall } from './api-call.ts';
import { addressCalls } from './calls/addresses.ts';
import { cardCalls } from './calls/cards.ts';
import { clockCalls } from './calls/clock.ts';
import { faultCalls } from './calls/faults.ts';
import { messageCalls } from './calls/messages.ts';
import { peopleCalls } from './calls/people.ts';
import { relyingPartyCalls } from './calls/relying-parties.ts';
import { resetCalls } from './calls/reset.ts';

/** Version 1 of the sandbox API, in the order in which its page shows it. */
export const apiCalls = (sandbox: Sandbox): ApiCall[] => [
  ...addressCalls(sandbox),
  ...peopleCalls(sandbox),
  ...messageCalls(sandbox),
  ...clockCalls(sandbox),
  ...relyingPartyCalls(sandbox),
  ...cardCalls(sandbox),
  ...faultCalls(sandbox),
  ...resetCalls(sandbox),
];
