import { readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { after, parseDuration } from '../../clock/duration.ts';
import { aimFault } from '../../faults/fault-aim.ts';
import type { Panel } from '../control-panel.ts';
import { FaultsPage } from '../pages/faults-page.tsx';
import { panelTexts } from '../texts/index.ts';

const FaultForm = z.object({ kind: z.string(), target: z.string(), for: z.string() });
const MendForm = z.object({ id: z.string() });
const NOTHING_TYPED = { kind: '', target: '', for: '' };

export function faultRoutes(server: FastifyInstance, { sandbox, bell }: Panel): void {
  const { about, faults } = sandbox;

  const page = (problem: string | null, typed = NOTHING_TYPED) => (
    <FaultsPage about={about} faults={faults.list()} problem={problem} typed={typed} />
  );

  server.get('/faults', async (_request, reply) => reply.page(page(null)));

  server.post('/faults', async (request, reply) => {
    const say = panelTexts(request.language);
    const typed = { ...NOTHING_TYPED, ...readForm(FaultForm, request.body, String).typed };
    const aim = aimFault(typed.kind, typed.target);
    if (typeof aim === 'string') {
      return reply.code(422).page(page(say(aim === 'strikes-everybody' ? 'noTarget' : 'badTarget'), typed));
    }
    const length = typed.for.trim() === '' ? null : parseDuration(typed.for.trim().toUpperCase());
    if (length === null && typed.for.trim() !== '') return reply.code(422).page(page(say('notADuration'), typed));
    faults.add(aim.kind, aim.target, length === null ? null : after(0, length));
    bell.ring();
    return reply.redirect('/faults', 303);
  });

  server.post('/faults/mend', async (request, reply) => {
    faults.remove(readForm(MendForm, request.body, String).typed['id'] ?? '');
    bell.ring();
    return reply.redirect('/faults', 303);
  });
}
