import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { MESSAGE_KINDS } from '../../world/message-store.ts';
import { panelTexts } from '../texts/index.ts';
import { KIND_NAMES, MessageList, type MessageListProps } from './message-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { Field, Live } from './pieces.tsx';

export interface InboxPageProps extends MessageListProps {
  readonly about: About;
  readonly search: string;
  readonly kind: string;
}

export function InboxPage({ about, search, kind, messages, owners }: InboxPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="inbox" about={about} lead={say('inboxLead')}>
      <search>
        <form method="get" action="/inbox">
          <Field id="q" label={say('search')}>
            <input id="q" name="q" type="search" value={search} />
          </Field>
          <Field id="kind" label={say('kind')}>
            <select id="kind" name="kind">
              <option value="">{say('allKinds')}</option>
              {MESSAGE_KINDS.map((each) => (
                <option key={each} value={each} selected={each === kind}>
                  {say(KIND_NAMES[each])}
                </option>
              ))}
            </select>
          </Field>
          <button type="submit">{say('filter')}</button>
        </form>
      </search>
      <Live id="messages">
        {messages.length === 0 ? (
          <p>{say(search === '' && kind === '' ? 'noMessages' : 'noneFound')}</p>
        ) : (
          <MessageList messages={messages} owners={owners} />
        )}
      </Live>
      <p>
        <a class="button danger" href="/inbox/clear">
          {say('clearInbox')}
        </a>
      </p>
    </PanelPage>
  );
}
