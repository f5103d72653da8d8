import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import type { LoggedExchange } from '../../wallet/apdu-log.ts';
import type { CardInHands } from '../../wallet/card-in-hands.ts';
import { walletTexts } from '../wallet-texts/index.ts';
import { ExchangeList } from './exchange-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { Field, Live } from './pieces.tsx';

export interface ApduPageProps {
  readonly about: About;
  readonly cards: readonly CardInHands[];
  /** The card whose words are shown; empty for all. */
  readonly serial: string;
  readonly revealed: boolean;
  /** Newest first. */
  readonly exchanges: readonly LoggedExchange[];
}

export function ApduPage({ about, cards, serial, revealed, exchanges }: ApduPageProps) {
  const say = useSay(walletTexts);
  const other = new URLSearchParams({ card: serial, codes: revealed ? 'covered' : 'shown' });
  return (
    <PanelPage section="wallet" about={about} title={say('logTitle')} lead={say('logLead')}>
      <search>
        <form method="get" action="/wallet/log">
          <Field id="card" label={say('card')}>
            <select id="card" name="card">
              <option value="">{say('allCards')}</option>
              {cards.map((card) => (
                <option key={card.serial} value={card.serial} selected={card.serial === serial}>
                  {card.serial} {card.resident.givenName} {card.resident.familyName}
                </option>
              ))}
            </select>
          </Field>
          {revealed && <input type="hidden" name="codes" value="shown" />}
          <button type="submit">{say('show')}</button>
        </form>
      </search>
      <p>
        {!revealed && say('masked')} <a href={`/wallet/log?${other}`}>{say(revealed ? 'hide' : 'reveal')}</a>
      </p>
      <Live id="exchanges">
        {exchanges.length === 0 ? (
          <p>{say('noWords')}</p>
        ) : (
          <div class="panel">
            <ExchangeList exchanges={exchanges} revealed={revealed} />
          </div>
        )}
      </Live>
      <p>
        <a href="/wallet">{say('back')}</a>
      </p>
    </PanelPage>
  );
}
