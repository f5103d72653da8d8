import { useSay, useVisit } from '@tessera/web';
import { FAULT_KINDS, type Fault } from '../../faults/fault-board.ts';
import type { About } from '../../sandbox.ts';
import { shortTime } from '../format.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';
import { Field, Live, PanelForm, Problem } from './pieces.tsx';

export interface FaultsPageProps {
  readonly about: About;
  readonly faults: readonly Fault[];
  readonly problem: string | null;
  readonly typed: { readonly kind: string; readonly target: string; readonly for: string };
}

export function FaultsPage({ about, faults, problem, typed }: FaultsPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="faults" about={about} lead={say('faultsLead')}>
      <div class="panel">
        <PanelForm action="/faults">
          <Field id="kind" label={say('fault')}>
            <select id="kind" name="kind">
              {FAULT_KINDS.map((kind) => (
                <option key={kind} value={kind} selected={kind === typed.kind}>
                  {say(kind)}
                </option>
              ))}
            </select>
          </Field>
          <Field id="target" label={say('target')}>
            <input id="target" name="target" value={typed.target} autocomplete="off" />
          </Field>
          <Field id="for" label={say('length')}>
            <input id="for" name="for" value={typed.for} autocomplete="off" spellcheck={false} />
          </Field>
          <button type="submit" class="danger">
            {say('breakIt')}
          </button>
        </PanelForm>
        <Problem text={problem} />
      </div>
      <h2>{say('brokenNow')}</h2>
      <Live id="broken">
        {faults.length === 0 ? (
          <p>{say('nothingBroken')}</p>
        ) : (
          faults.map((fault) => <FaultRow key={fault.id} fault={fault} />)
        )}
      </Live>
    </PanelPage>
  );
}

function FaultRow({ fault }: { readonly fault: Fault }) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  const { id, kind, target, endsAt } = fault;
  const until = endsAt === null ? say('untilMended') : say('endsAt', { time: shortTime(endsAt, language) });
  return (
    <div class="panel">
      <PanelForm action="/faults/mend">
        <input type="hidden" name="id" value={id} />
        <span>
          <strong>{say(kind)}</strong>, {target === null ? say('forEverybody') : say('onlyFor', { target })}, {until}
        </span>
        <button type="submit" class="quiet small" id={`mend-${id}`} aria-label={say('mendOf', { what: say(kind) })}>
          {say('mend')}
        </button>
      </PanelForm>
    </div>
  );
}
