import { type AppSettings, readForm, wayBack } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseDuration } from '../../clock/duration.ts';
import type { ClockMove, Refusal } from '../../clock/sandbox-clock.ts';
import type { Panel } from '../control-panel.ts';
import { ClockPage } from '../pages/clock-page.tsx';
import { panelTexts } from '../texts/index.ts';

const ClockForm = z.object({ advance: z.string(), run: z.string(), back: z.string() });
const REFUSALS = { backwards: 'backwards', 'too-far': 'tooFar' } as const satisfies Record<Refusal, string>;

export function clockRoutes(server: FastifyInstance, panel: Panel & { readonly settings: AppSettings }): void {
  const { sandbox, settings } = panel;
  const { about, clock } = sandbox;

  const page = (problem: string | null, typed: string) => (
    <ClockPage about={about} now={clock.now()} frozen={clock.state.frozenAt !== null} problem={problem} typed={typed} />
  );

  server.get('/clock', async (_request, reply) => reply.page(page(null, '')));

  server.post('/clock', async (request, reply) => {
    const say = panelTexts(request.language);
    const { advance = '', run = '', back = '' } = readForm(ClockForm, request.body, String).typed;
    const move = moveOf(run, advance.trim().toUpperCase());
    if (move === null) return reply.code(422).page(page(say('notADuration'), advance));
    const moved = await sandbox.moveClock(move);
    if (typeof moved === 'string') return reply.code(422).page(page(say(REFUSALS[moved]), advance));
    return reply.redirect(wayBack(back, settings.origin), 303);
  });
}

function moveOf(run: string, advance: string): ClockMove | null {
  if (run === 'freeze' || run === 'release') return { kind: run };
  const by = parseDuration(advance);
  return by === null ? null : { kind: 'advance', by };
}
