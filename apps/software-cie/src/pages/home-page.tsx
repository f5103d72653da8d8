import { Actions, Button, Callout, DescriptionList, Form, LinkButton, useSay, useVisit } from '@tessera/web';
import { type Diagnosis, HINTS } from '../diagnosis.ts';
import type { Pairing } from '../pairing/pairings.ts';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';
import { Cure, LookAgain } from './cures.tsx';
import { formatDate } from './dates.ts';
import { OwnPage } from './own-page.tsx';
import { TriesOf } from './tries.tsx';

export function HomePage(props: {
  readonly diagnosis: Diagnosis;
  readonly pairings: readonly Pairing[];
  /** A pairing was removed just now. */
  readonly removed: boolean;
}) {
  const say = useSay(texts);
  const { diagnosis, pairings, removed } = props;
  const isReady = diagnosis.findings.every((finding) => HINTS.has(finding));
  return (
    <OwnPage title={say('homeTitle')} lead={say('homeLead')}>
      {removed && (
        <Callout kind="success" first>
          <p>{say('removed')}</p>
        </Callout>
      )}
      <section aria-labelledby="reader-and-card">
        <h2 id="reader-and-card" class="h4">
          {say('readerAndCard')}
        </h2>
        <CardNow diagnosis={diagnosis} />
        {isReady && (
          <Callout kind="success" title={say('readyTitle')}>
            <p>{say('ready')}</p>
          </Callout>
        )}
        {diagnosis.findings.map((finding) => (
          <Cure key={finding} finding={finding} />
        ))}
        <LookAgain />
      </section>
      <section aria-labelledby="enrolled">
        <h2 id="enrolled" class="h4">
          {say('enrolled')}
        </h2>
        <PairedCards pairings={pairings} />
      </section>
      <Actions>
        <LinkButton href={PATHS.diagnosis} look="outline">
          {say('diagnosisMore')}
        </LinkButton>
      </Actions>
    </OwnPage>
  );
}

/** Reader, card and tries, as far as they are known. */
export function CardNow({ diagnosis: { sight, tries, pairing } }: { readonly diagnosis: Diagnosis }) {
  const say = useSay(texts);
  if (!('readers' in sight)) return null;
  const items = sight.readers.map((name, i) => ({
    term: sight.readers.length === 1 ? say('reader') : `${say('reader')} ${i + 1}`,
    value: name,
  }));
  if (sight.seen === 'identity-card') {
    const seen = pairing === null ? say('cardSeen', { nis: sight.nis }) : say('cardPaired', called(pairing));
    items.push({ term: say('card'), value: seen });
  }
  const counted = tries === null ? [] : (['pin', 'puk'] as const);
  return (
    <DescriptionList
      items={[
        ...items,
        ...counted.map((name) => ({
          term: say(name === 'pin' ? 'pinTries' : 'pukTries'),
          value: tries === null ? '' : <TriesOf name={name} tries={tries} />,
        })),
      ]}
    />
  );
}

const called = ({ name, documentNumber }: Pairing) => ({ name, number: documentNumber });

function PairedCards({ pairings }: { readonly pairings: readonly Pairing[] }) {
  const say = useSay(texts);
  const { language } = useVisit();
  if (pairings.length === 0) return <p>{say('enrolledNone')}</p>;
  return (
    <>
      <p>{say('enrolledText')}</p>
      <ul class="list-unstyled">
        {pairings.map((pairing) => (
          <li key={pairing.nis}>
            <p>
              <strong>{say('cardPaired', called(pairing))}</strong>,{' '}
              {say('validUntil', { date: formatDate(pairing.expiresAt, language) })}
            </p>
            <Form action={PATHS.remove}>
              <input type="hidden" name="nis" value={pairing.nis} />
              <Button look="outline">
                <span aria-hidden="true">{say('remove')}</span>
                <span class="visually-hidden">{say('removeOf', { number: pairing.documentNumber })}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </>
  );
}
