import { letterPdf } from '@tessera/messaging';
import { type Fields, Problem } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { type InboxMessage, MESSAGE_KINDS } from '../../world/message-store.ts';
import type { Panel } from '../control-panel.ts';
import { InboxPage } from '../pages/inbox-page.tsx';
import { MessagePage, VIEWS } from '../pages/message-page.tsx';
import { ClearInboxPage } from '../pages/reset-page.tsx';
import { ownersOf } from '../who-is-who.ts';

interface One {
  Params: { id: string };
  Querystring: Fields;
}

export function inboxRoutes(server: FastifyInstance, { sandbox, bell }: Panel): void {
  const { about, inbox } = sandbox;

  server.get<{ Querystring: Fields }>('/inbox', async (request, reply) => {
    const { q: search = '', kind: wanted = '' } = request.query;
    const kind = MESSAGE_KINDS.find((each) => each === wanted);
    const owners = ownersOf(await sandbox.everybody());
    const messages = (await inbox.list({ kind })).filter(found(search, owners)).reverse();
    return reply.page(<InboxPage about={about} search={search} kind={wanted} messages={messages} owners={owners} />);
  });

  server.get<One>('/inbox/:id', async (request, reply) => {
    const view = VIEWS.find((each) => each === request.query['view']) ?? 'text';
    return reply.page(<MessagePage about={about} message={await numbered(request.params.id)} view={view} />);
  });

  server.get<One>('/inbox/:id/letter.pdf', async (request, reply) => {
    const { id, letter } = await numbered(request.params.id);
    if (letter === null) throw new Problem(404, 'not a letter');
    const pdf = await letterPdf(letter);
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="letter-${id}.pdf"`)
      .send(Buffer.from(pdf));
  });

  server.get('/inbox/clear', async (_request, reply) => reply.page(<ClearInboxPage about={about} />));

  server.post('/inbox/clear', async (_request, reply) => {
    await inbox.clear();
    bell.ring();
    return reply.redirect('/inbox', 303);
  });

  async function numbered(text: string): Promise<InboxMessage> {
    const message = /^\d{1,15}$/.test(text) ? await inbox.find(Number(text)) : null;
    if (message === null) throw new Problem(404, 'no such message');
    return message;
  }
}

/** Looks for the words in the text, the subject, the address, and the name of whoever has it. */
function found(search: string, owners: ReadonlyMap<string, string>): (message: InboxMessage) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ to, subject, text }) => {
    const whole = [to, subject ?? '', text, owners.get(to) ?? ''].join('\n').toLowerCase();
    return words.every((word) => whole.includes(word));
  };
}
