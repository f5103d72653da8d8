import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiCall, apiCall } from '../api-call.ts';

export const resetCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('post /reset', 'Back to the seed', {
    description:
      'Forgets everybody and everything that happened, mends all faults, sets the clock to the machine’s time and seeds the same people again. Services registered through this API are forgotten too.',
    answers: {
      200: { description: 'Done: the country is as it was on its first day.', schema: z.object({ people: z.int() }) },
    },
    handle: async () => {
      await sandbox.reset();
      return { status: 200, body: { people: (await sandbox.everybody()).length } };
    },
  }),
];
