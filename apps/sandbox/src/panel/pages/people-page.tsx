import { ageOn, type CivilDate } from '@tessera/base';
import { useSay, useVisit } from '@tessera/web';
import type { PasswordInHand } from '../../people/password-in-hand.ts';
import type { Resident } from '../../people/people.ts';
import { SCENARIOS } from '../../people/scenarios.ts';
import { isWhole, wholeCode } from '../../people/whole-code.ts';
import type { About } from '../../sandbox.ts';
import { dayInWords } from '../format.ts';
import { scenarioSentence } from '../scenario-texts/index.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';
import { CopyText, Field, Live, PanelForm } from './pieces.tsx';

export interface ShownPerson {
  readonly resident: Resident;
  readonly password: PasswordInHand;
}

export interface PeoplePageProps {
  readonly about: About;
  /** Newest first. */
  readonly people: readonly ShownPerson[];
  readonly today: CivilDate;
}

export function PeoplePage({ about, people, today }: PeoplePageProps) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  return (
    <PanelPage section="people" about={about} lead={say('peopleLead')}>
      <section class="panel" aria-labelledby="new-person">
        <h2 id="new-person">{say('newPerson')}</h2>
        <PanelForm action="/people">
          <Field id="scenario" label={say('scenario')}>
            <select id="scenario" name="scenario">
              {SCENARIOS.map(({ name }) => (
                <option key={name} value={name}>
                  {name}: {scenarioSentence(language, name)}
                </option>
              ))}
            </select>
          </Field>
          <button type="submit">{say('create')}</button>
        </PanelForm>
      </section>
      <Live id="people">
        {people.length === 0 ? (
          <p>{say('nobody')}</p>
        ) : (
          <div class="panels">
            {people.map((person) => (
              <PersonCard key={person.resident.citizenId} person={person} today={today} />
            ))}
          </div>
        )}
      </Live>
    </PanelPage>
  );
}

const WITHOUT_PASSWORD = {
  'not-active': 'notActive',
  'their-own': 'ownPassword',
  suspended: 'suspended',
} as const satisfies Record<Exclude<PasswordInHand, 'known'>, string>;

function PersonCard({ person, today }: { readonly person: ShownPerson; readonly today: CivilDate }) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  const { resident, password } = person;
  const { number, givenName, familyName, birthDate, card, scenario } = resident;
  const name = `${givenName} ${familyName}`;
  const facts = [
    { term: say('fiscalCode'), id: 'fiscal-code', value: resident.fiscalCode },
    { term: say('serial'), id: 'serial', value: card.serial },
    { term: say('pin'), id: 'pin', value: wholeCode(card.pinFirstHalf, card.pinSecondHalf) },
    { term: say('puk'), id: 'puk', value: wholeCode(card.pukFirstHalf, card.pukSecondHalf) },
    { term: say('phone'), id: 'phone', value: resident.phone },
    { term: say('email'), id: 'email', value: resident.email },
  ];
  return (
    <article class="panel" id={`person-${number}`}>
      <h2>{name}</h2>
      <p>
        <code>{scenario ?? say('madeToMeasure')}</code> {scenario !== null && scenarioSentence(language, scenario)}
      </p>
      <p class="soft">
        {dayInWords(birthDate, language)} · {say('age', { age: ageOn(birthDate, today) })}
      </p>
      <dl class="facts">
        {facts.map(({ term, id, value }) => (
          <Fact key={id} term={term} id={`${id}-${number}`} value={value} otherwise={say('none')} />
        ))}
        <Fact
          term={say('password')}
          id={`password-${number}`}
          value={password === 'known' ? resident.password : null}
          otherwise={password === 'known' ? '' : say(WITHOUT_PASSWORD[password])}
        />
      </dl>
      <p>
        <a
          href={`/inbox?q=${encodeURIComponent(name)}`}
          id={`messages-${number}`}
          aria-label={say('messagesOf', { name })}
        >
          {say('inbox')}
        </a>{' '}
        ·{' '}
        <a href={`/wallet#card-${card.serial}`} id={`wallet-${number}`} aria-label={say('cardOf', { name })}>
          {say('card')}
        </a>
      </p>
    </article>
  );
}

interface FactProps {
  readonly term: string;
  readonly id: string;
  readonly value: string | null;
  readonly otherwise: string;
}

function Fact({ term, id, value, otherwise }: FactProps) {
  const say = useSay(panelTexts);
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {value === null ? (
          <span class="soft">{otherwise}</span>
        ) : (
          <>
            <span class="mono">{value}</span>
            {isWhole(value) ? (
              <CopyText id={id} text={value} what={term} />
            ) : (
              <small class="soft"> {say('halfToCome')}</small>
            )}
          </>
        )}
      </dd>
    </>
  );
}
