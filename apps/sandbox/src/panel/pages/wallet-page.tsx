import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import type { LoggedExchange } from '../../wallet/apdu-log.ts';
import type { CardInHands } from '../../wallet/card-in-hands.ts';
import { walletTexts } from '../wallet-texts/index.ts';
import { ExchangeList } from './exchange-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { Live } from './pieces.tsx';
import { WalletCard } from './wallet-card.tsx';

export interface WalletPageProps {
  readonly about: About;
  readonly cards: readonly CardInHands[];
  readonly readerGone: boolean;
  /** Newest first. */
  readonly words: readonly LoggedExchange[];
  /** The TLS door and where its certificate can be had; null where there is none. */
  readonly door: { readonly address: string; readonly certificate: string } | null;
}

export function WalletPage({ about, cards, readerGone, words, door }: WalletPageProps) {
  const say = useSay(walletTexts);
  const at = (isThere: (place: string) => boolean) =>
    cards.filter(({ chip }) => isThere(chip === null ? 'drawer' : chip.place));
  const onReader = at((place) => place === 'reader');
  const readerTaken = onReader.length > 0;
  return (
    <PanelPage section="wallet" about={about} lead={say('lead')}>
      <Live id="wallet">
        <div class="pair">
          <section class="panel place" aria-labelledby="reader-title" data-place="reader">
            <h2 id="reader-title">{say('reader')}</h2>
            {readerGone && <p class="bad">{say('readerGone')}</p>}
            {onReader.length > 1 && <p class="bad">{say('readerCrowded')}</p>}
            <Cards cards={onReader} readerTaken={readerTaken} otherwise={say('readerEmpty')} />
            {readerTaken && (
              <p class="after-cards">
                <a href="#words" id="to-words">
                  {say('lastWords')}
                </a>
              </p>
            )}
          </section>
          <section class="panel place" aria-labelledby="phones-title" data-place="phone">
            <h2 id="phones-title">{say('phones')}</h2>
            <Cards
              cards={at((place) => place.startsWith('phone:'))}
              readerTaken={readerTaken}
              otherwise={say('phonesEmpty')}
            />
          </section>
        </div>
        <section class="place" aria-labelledby="drawer-title" data-place="drawer">
          <h2 id="drawer-title">{say('drawer')}</h2>
          <Cards cards={at((place) => place === 'drawer')} readerTaken={readerTaken} otherwise={say('drawerEmpty')} />
        </section>
        <section class="panel after-cards" id="words" aria-labelledby="words-title">
          <h2 id="words-title">{say('lastWords')}</h2>
          {words.length === 0 ? <p>{say('noWords')}</p> : <ExchangeList exchanges={words} revealed={false} brief />}
          <p>
            <a href="/wallet/log" id="whole-log">
              {say('wholeLog')}
            </a>
          </p>
        </section>
      </Live>
      {door !== null && <p class="notice">{say('trust', { address: door.address, file: door.certificate })}</p>}
    </PanelPage>
  );
}

function Cards(props: {
  readonly cards: readonly CardInHands[];
  readonly readerTaken: boolean;
  readonly otherwise: string;
}) {
  const { cards, readerTaken, otherwise } = props;
  if (cards.length === 0) return <p class="soft">{otherwise}</p>;
  return (
    <div class="panels">
      {cards.map((card) => (
        <WalletCard key={card.serial} card={card} readerTaken={readerTaken} />
      ))}
    </div>
  );
}
