import { PIN_TRIES, PUK_TRIES } from '@tessera/chip';
import { useSay } from '@tessera/web';
import { isWhole, wholeCode } from '../../people/whole-code.ts';
import type { CardInHands } from '../../wallet/card-in-hands.ts';
import type { Place } from '../../world/chip-store.ts';
import { panelTexts } from '../texts/index.ts';
import { walletTexts } from '../wallet-texts/index.ts';
import { CopyText, PanelForm } from './pieces.tsx';

/** A card as one holds it, what its holder knows of it, and the places where it can go. */
export function WalletCard({ card, readerTaken }: { readonly card: CardInHands; readonly readerTaken: boolean }) {
  const { serial, chip } = card;
  return (
    <article class="panel wallet-card" id={`card-${serial}`} data-card={chip === null ? undefined : serial}>
      <CardFace card={card} />
      <Secrets card={card} />
      <Moves card={card} readerTaken={readerTaken} />
    </article>
  );
}

function CardFace({ card: { serial, nis, resident } }: { readonly card: CardInHands }) {
  const say = useSay(walletTexts);
  return (
    <div class="card-face">
      <p class="card-kind">
        <span>{say('specimen')}</span>
        <span class="mono">{serial}</span>
      </p>
      <span class="card-chip" aria-hidden="true" />
      <h3>
        {resident.givenName} {resident.familyName}
      </h3>
      <p class="mono">{nis}</p>
    </div>
  );
}

function Secrets({ card: { serial, resident, status, chip } }: { readonly card: CardInHands }) {
  const tell = useSay(panelTexts);
  const say = useSay(walletTexts);
  const { card } = resident;
  const pin = wholeCode(card.pinFirstHalf, card.pinSecondHalf);
  const puk = wholeCode(card.pukFirstHalf, card.pukSecondHalf);
  return (
    <dl class="facts">
      <dt>{tell('scenario')}</dt>
      <dd>
        <a href={`/people#person-${resident.number}`} id={`person-of-${serial}`}>
          {resident.scenario ?? tell('madeToMeasure')}
        </a>
      </dd>
      <dt>{tell('pin')}</dt>
      <dd>
        <span class="mono">{pin}</span>
        {isWhole(pin) && <CopyText id={`wallet-pin-${serial}`} text={pin} what={tell('pin')} />}
      </dd>
      <dt>{tell('puk')}</dt>
      <dd>
        <span class="mono">{puk}</span>
        {isWhole(puk) && <CopyText id={`wallet-puk-${serial}`} text={puk} what={tell('puk')} />}
      </dd>
      <dt>{say('cardStatus')}</dt>
      <dd>{say(`status_${status}`)}</dd>
      {chip !== null && (
        <>
          <dt>{say('pinTries')}</dt>
          <dd>
            <Tries left={chip.pinTriesLeft} max={PIN_TRIES} />
          </dd>
          <dt>{say('pukTries')}</dt>
          <dd>
            <Tries left={chip.pukTriesLeft} max={PUK_TRIES} />
          </dd>
          <dt>{say('maker')}</dt>
          <dd class="mono">{chip.maker}</dd>
        </>
      )}
    </dl>
  );
}

function Tries({ left, max }: { readonly left: number; readonly max: number }) {
  const say = useSay(walletTexts);
  if (left === 0) return <strong class="bad">{say('blocked')}</strong>;
  return <>{say('triesLeft', { left, max })}</>;
}

function Moves({ card: { serial, resident, status, chip }, readerTaken }: Parameters<typeof WalletCard>[0]) {
  const say = useSay(walletTexts);
  const isToCome = status === 'requested' || status === 'in-production';
  if (chip === null) return <p class="soft">{say(isToCome ? 'making' : 'noChip')}</p>;
  const name = `${resident.givenName} ${resident.familyName}`;
  const phone: Place = `phone:${resident.number}`;
  return (
    <PanelForm action="/wallet/place">
      <input type="hidden" name="serial" value={serial} />
      {chip.place !== 'reader' && <Move serial={serial} where="reader" label="toReader" name={name} />}
      {chip.place !== 'reader' && readerTaken && <Move serial={serial} where="beside" label="beside" name={name} />}
      {chip.place !== phone && <Move serial={serial} where={phone} label="toPhone" name={name} />}
      {chip.place !== 'drawer' && <Move serial={serial} where="drawer" label="toDrawer" name={name} />}
    </PanelForm>
  );
}

function Move(props: {
  readonly serial: string;
  readonly where: Place | 'beside';
  readonly label: 'toReader' | 'beside' | 'toPhone' | 'toDrawer';
  readonly name: string;
}) {
  const say = useSay(walletTexts);
  const { serial, where, label, name } = props;
  return (
    <button
      type="submit"
      name="where"
      value={where}
      class={where === 'reader' ? 'small' : 'quiet small'}
      id={`${label}-${serial}`}
      aria-label={say(`${label}Of`, { name })}
    >
      {say(label)}
    </button>
  );
}
