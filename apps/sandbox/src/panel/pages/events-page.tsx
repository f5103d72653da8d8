import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { ActList, type ActListProps } from './act-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { Live } from './pieces.tsx';

export interface EventsPageProps extends ActListProps {
  readonly about: About;
}

export function EventsPage({ about, acts, names }: EventsPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="events" about={about} lead={say('eventsLead')}>
      <Live id="acts">
        {acts.length === 0 ? (
          <p>{say('noEvents')}</p>
        ) : (
          <div class="panel">
            <p class="soft">{say('moreEvents', { count: acts.length })}</p>
            <ActList acts={acts} names={names} />
          </div>
        )}
      </Live>
    </PanelPage>
  );
}
