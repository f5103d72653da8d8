import { parsePhone } from '@tessera/credentials';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type InboxMessage, MESSAGE_KINDS, MESSAGES_KEPT } from '../../world/message-store.ts';
import { type ApiCall, apiCall } from '../api-call.ts';
import { MessageAnswer } from '../schemas.ts';

const WAIT_MAX_SECONDS = 60;

const MessageQuery = z.strictObject({
  to: z
    .string()
    .max(254)
    .optional()
    .describe('Phone number in any spelling, e-mail address, or words on the envelope of a letter.'),
  kind: z.enum(MESSAGE_KINDS).optional(),
  after: z.coerce.number().int().min(0).optional().describe('The id last seen: only what came later.'),
  wait: z.coerce
    .number()
    .min(0)
    .max(WAIT_MAX_SECONDS)
    .default(0)
    .describe('Real seconds to wait for the first one when there is none.'),
});

export const messageCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /messages', 'The inbox: everything that was sent to anybody', {
    description: `Oldest first; the last ${MESSAGES_KEPT} are kept. With wait, the answer is held back until one matches.`,
    query: MessageQuery,
    answers: { 200: { description: 'Those that match; none is an empty list.', schema: z.array(MessageAnswer) } },
    handle: async ({ query: { to, kind, after, wait }, signal }) => {
      const found = await sandbox.inbox.waitFor({ kind, after }, addressedTo(to), wait * 1_000, signal);
      const { controlPanel = '' } = sandbox.addresses;
      return { status: 200, body: found.map((message) => shown(message, controlPanel)) };
    },
  }),
  apiCall('delete /messages', 'Empty the inbox', {
    answers: { 204: { description: 'Empty. Numbers are not given again.', schema: null } },
    handle: async () => {
      await sandbox.inbox.clear();
      return { status: 204 };
    },
  }),
];

/** Is it for whom was asked? A `+` that was not escaped in the address arrives as a blank, and is understood all the same. */
export function addressedTo(to: string | undefined): (message: InboxMessage) => boolean {
  const wanted = to?.trim().toLowerCase() ?? '';
  if (wanted === '') return () => true;
  const phone = parsePhone(/^\s+\d/.test(to ?? '') ? `+${wanted}` : wanted);
  return ({ kind, to: recipient }) => {
    if (kind === 'letter') return recipient.toLowerCase().includes(wanted);
    return recipient.toLowerCase() === wanted || recipient === phone;
  };
}

const shown = ({ id, kind, to, subject, text, code, letter, at }: InboxMessage, controlPanel: string) => ({
  id,
  kind,
  to,
  ...(subject === null ? {} : { subject }),
  text,
  ...(code === null ? {} : { code }),
  at: new Date(at).toISOString(),
  ...(letter === null ? {} : { pdf: `${controlPanel}/inbox/${id}/letter.pdf` }),
});
