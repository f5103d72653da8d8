import { z } from 'zod';
import { type ApiCall, apiCall } from '../api-call.ts';
import { notBuiltYet } from '../problem.ts';

const SENTENCE = 'The virtual card is not built yet: until it is, people have its codes and no chip.';
const NOT_YET = { 501: { description: SENTENCE, schema: null } };
const serial = z.object({ serial: z.string().max(20) });

const never = async (): Promise<never> => {
  throw notBuiltYet(SENTENCE);
};

export const cardCalls = (): ApiCall[] => [
  apiCall('get /cards', 'Virtual cards and where they lie', { answers: NOT_YET, handle: never }),
  apiCall('post /cards/{serial}/place', 'Put a card into the drawer, on the reader or to a phone', {
    path: serial,
    body: z.looseObject({}),
    example: { where: 'reader' },
    answers: NOT_YET,
    handle: never,
  }),
  apiCall('post /cards/{serial}/apdu', 'Send a command to a card', {
    path: serial,
    body: z.looseObject({}),
    example: { hex: '00A4040C0DA0000000308000000009816001' },
    answers: NOT_YET,
    handle: never,
  }),
];
