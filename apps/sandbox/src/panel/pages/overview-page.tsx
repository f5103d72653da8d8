import type { RecordedEvent } from '@tessera/audit';
import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import type { Health } from '../../start/health.ts';
import type { InboxMessage } from '../../world/message-store.ts';
import { panelTexts } from '../texts/index.ts';
import { ActList } from './act-list.tsx';
import { ClockFace, type ClockFaceProps, QuickMoves } from './clock-face.tsx';
import { MessageList } from './message-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { Live } from './pieces.tsx';

export interface OverviewPageProps {
  readonly about: About;
  readonly addresses: Readonly<Record<string, string>>;
  readonly health: Health;
  readonly clock: ClockFaceProps;
  /** How many things are broken on purpose. */
  readonly broken: number;
  readonly acts: readonly RecordedEvent[];
  readonly messages: readonly InboxMessage[];
  readonly names: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, string>;
}

export function OverviewPage(props: OverviewPageProps) {
  const { about, addresses, health, clock, broken, acts, messages, names, owners } = props;
  const say = useSay(panelTexts);
  return (
    <PanelPage section="overview" about={about}>
      <FirstSteps service={addresses['service'] ?? ''} />
      <Live id="overview">
        {broken > 0 && (
          <p class="notice">
            {say('someBroken', { count: broken })}{' '}
            <a href="/faults" id="see-faults">
              {say('seeFaults')}
            </a>
          </p>
        )}
        <div class="pair">
          <section class="panel" aria-labelledby="clock-title">
            <h2 id="clock-title">{say('clock')}</h2>
            <ClockFace {...clock} />
            <QuickMoves frozen={clock.frozen} />
          </section>
          <section class="panel" aria-labelledby="addresses-title">
            <h2 id="addresses-title">{say('addresses')}</h2>
            <AddressTable addresses={addresses} health={health} />
          </section>
        </div>
        <section class="panel" aria-labelledby="messages-title">
          <h2 id="messages-title">{say('lastMessages')}</h2>
          {messages.length === 0 ? (
            <p>{say('noMessages')}</p>
          ) : (
            <MessageList messages={messages} owners={owners} brief />
          )}
          <p>
            <a href="/inbox" id="all-messages">
              {say('allMessages')}
            </a>
          </p>
        </section>
        <section class="panel" aria-labelledby="acts-title">
          <h2 id="acts-title">{say('lastActs')}</h2>
          {acts.length === 0 ? <p>{say('noEvents')}</p> : <ActList acts={acts} names={names} />}
          <p>
            <a href="/events" id="all-acts">
              {say('allActs')}
            </a>
          </p>
        </section>
      </Live>
    </PanelPage>
  );
}

/** For whoever sees this page for the first time. */
function FirstSteps({ service }: { readonly service: string }) {
  const say = useSay(panelTexts);
  return (
    <section class="panel" aria-labelledby="start-title">
      <h2 id="start-title">{say('start')}</h2>
      <ol class="steps">
        <li>
          <a href="/people">{say('startPerson')}</a>
          <span class="soft">{say('startPersonWhy')}</span>
        </li>
        <li>
          <a href={service}>{say('startService')}</a>
          <span class="soft">{say('startServiceWhy')}</span>
        </li>
        <li>
          <a href="/inbox">{say('startRead')}</a>
          <span class="soft">{say('startReadWhy')}</span>
        </li>
      </ol>
    </section>
  );
}

function AddressTable({ addresses, health }: Pick<OverviewPageProps, 'addresses' | 'health'>) {
  const say = useSay(panelTexts);
  return (
    <div class="scroll">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('address')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {health.checks.map(({ name, ok }) => (
            <tr key={name}>
              <th scope="row">{appName(say, name)}</th>
              <td>{addresses[name] !== undefined && <a href={addresses[name]}>{addresses[name]}</a>}</td>
              <td class={ok ? 'good' : 'bad'}>{say(ok ? 'ready' : 'notReady')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const NAMED = [
  'app_controlPanel',
  'app_portal',
  'app_idp',
  'app_service',
  'app_school',
  'app_authority',
  'app_softwareCie',
  'app_idpCardTls',
  'app_database',
] as const;

/** An app that the texts do not know yet is called by its own name. */
function appName(say: ReturnType<typeof panelTexts>, name: string): string {
  const key = NAMED.find((each) => each === `app_${name}`);
  return key === undefined ? name : say(key);
}
