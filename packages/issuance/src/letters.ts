import { civilDateAt, type Instant, type Language, LOCALES, type OutgoingMessage } from '@tessera/base';
import { ageBand, type Citizen, type IssuedCard, type Municipality } from '@tessera/registry';
import type { Half, HalfOfEach } from './code-half.ts';
import { texts } from './texts.ts';

export type Letter = Extract<OutgoingMessage, { kind: 'letter' }>;

export interface Addressee {
  readonly citizen: Citizen;
  readonly card: IssuedCard;
  readonly municipality: Municipality;
}

/** Handed over at the counter when the card is asked for: serial number and first halves (DSK-04, DSK-05). */
export function receipt({ citizen, card, municipality }: Addressee, halves: HalfOfEach): Letter {
  const say = texts(citizen.language);
  const date = inWords(card.requestedAt, citizen.language);
  const minor = ageBand(citizen.birthDate, civilDateAt(card.requestedAt)) !== 'adult';
  const paragraphs = [
    say('requested', { date, municipality: municipality.name }),
    say('receiptHalves'),
    say('activate'),
    ...(minor ? [say('minors')] : []),
    say('apart'),
  ];
  return {
    ...envelope({ citizen, card, municipality }),
    holds: 'first-half',
    sheets: [
      {
        title: say('receiptTitle'),
        paragraphs,
        codes: [{ label: say('serial'), value: card.serial }, ...codesOf(citizen.language, 'first-half', halves)],
      },
    ],
  };
}

/** Travels with the card: second halves alone (DSK-06); `null` where the comune keeps those of minors at its desk (DSK-12). */
export function letterWithTheCard({ citizen, card, municipality }: Addressee, halves: HalfOfEach | null): Letter {
  const say = texts(citizen.language);
  const enclosed = say('enclosed', { serial: card.serial });
  const title = say('letterTitle');
  if (halves === null) {
    const sheet = { title, paragraphs: [enclosed, say('withheld')], codes: [] };
    return { ...envelope({ citizen, card, municipality }), holds: 'nothing-secret', sheets: [sheet] };
  }
  const paragraphs = [enclosed, say('letterHalves'), say('pin'), say('puk'), say('apart')];
  const sheet = { title, paragraphs, codes: codesOf(citizen.language, 'second-half', halves) };
  return { ...envelope({ citizen, card, municipality }), holds: 'second-half', sheets: [sheet] };
}

const envelope = ({ citizen, municipality }: Addressee): Pick<Letter, 'kind' | 'to' | 'language'> => ({
  kind: 'letter',
  to: `${citizen.givenName} ${citizen.familyName}\n${texts(citizen.language)('desk', { municipality: municipality.name })}`,
  language: citizen.language,
});

const codesOf = (language: Language, half: Half, { pin, puk }: HalfOfEach): Letter['sheets'][number]['codes'] => [
  { label: texts(language)(half, { code: 'PIN' }), value: pin },
  { label: texts(language)(half, { code: 'PUK' }), value: puk },
];

const inWords = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeZone: 'Europe/Rome',
  }).format(at);
