import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { ClockFace, type ClockFaceProps, QuickMoves } from './clock-face.tsx';
import { PanelPage } from './panel-page.tsx';
import { Field, Live, PanelForm, Problem } from './pieces.tsx';

export interface ClockPageProps extends ClockFaceProps {
  readonly about: About;
  /** Why the last move was refused. */
  readonly problem: string | null;
  readonly typed: string;
}

export function ClockPage({ about, now, frozen, problem, typed }: ClockPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="clock" about={about} lead={say('clockLead')}>
      <Live id="clock">
        <div class="panel">
          <ClockFace now={now} frozen={frozen} />
          <QuickMoves frozen={frozen} />
        </div>
      </Live>
      <div class="panel">
        <PanelForm action="/clock">
          <input type="hidden" name="back" value="/clock" />
          <Field id="advance" label={say('advanceBy')} hint={say('advanceHint')}>
            <input
              id="advance"
              name="advance"
              value={typed}
              autocomplete="off"
              spellcheck={false}
              aria-describedby="advance-hint"
            />
          </Field>
          <button type="submit">{say('move')}</button>
        </PanelForm>
        <Problem text={problem} />
      </div>
    </PanelPage>
  );
}
