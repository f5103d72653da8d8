import { type Language, SECOND } from '@tessera/base';
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
          <Field id="target" label={say('target')} hint={say('targetHint')}>
            <input
              id="target"
              name="target"
              value={typed.target}
              autocomplete="off"
              spellcheck={false}
              aria-describedby="target-hint"
            />
          </Field>
          <Field id="for" label={say('length')} hint={say('lengthHint')}>
            <input
              id="for"
              name="for"
              value={typed.for}
              autocomplete="off"
              spellcheck={false}
              aria-describedby="for-hint"
            />
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
  const { id, kind, target } = fault;
  return (
    <div class="panel">
      <PanelForm action="/faults/mend">
        <input type="hidden" name="id" value={id} />
        <span>
          <strong>{say(kind)}</strong>, {target === null ? say('forEverybody') : say('onlyFor', { target })},{' '}
          {courseOf(fault, say, language)}
        </span>
        <button type="submit" class="quiet small" id={`mend-${id}`} aria-label={say('mendOf', { what: say(kind) })}>
          {say('mend')}
        </button>
      </PanelForm>
    </div>
  );
}

/** How late, at which command, from or until when: whatever of these this fault has. */
function courseOf(
  { lateBy, atApdu, strikesAt, endsAt }: Fault,
  say: ReturnType<typeof panelTexts>,
  language: Language,
): string {
  if (atApdu !== null) return say('atCommand', { number: atApdu });
  if (strikesAt !== null) return say('strikesAt', { time: shortTime(strikesAt, language) });
  if (endsAt !== null) return say('endsAt', { time: shortTime(endsAt, language) });
  if (lateBy !== null) return `${say('lateBy', { seconds: lateBy / SECOND })}, ${say('untilMended')}`;
  return say('untilMended');
}
