import { ageOn, birthdayAt, type CivilDate } from '@tessera/base';
import type { PersonWish } from './invented-person.ts';

/** What happens to a person after the card was asked for, in this order. */
export type Deed = 'deliver' | 'activate' | 'revoke' | 'block-pin' | 'wear-out-puk';

/** A ready person for one case of the rules. */
export interface Scenario {
  readonly name: string;
  /** Said of the person: "has just asked for the card". */
  readonly summary: string;
  readonly wish: (today: CivilDate) => PersonWish;
  readonly deeds: readonly Deed[];
  /** The last day of the card, when the rule by age shall not say it. */
  readonly expiresOn?: (today: CivilDate) => CivilDate;
  /** The phone on file is the one of whoever was made for this other scenario. */
  readonly phoneOf?: string;
}

const anAdult = (): PersonWish => ({});

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'adult-ready',
    summary: 'an adult with card, codes, phone and e-mail, who has not activated anything',
    wish: anAdult,
    deeds: ['deliver'],
  },
  {
    name: 'adult-requested',
    summary: 'an adult who has just asked for the card: only the receipt with the first halves has come',
    wish: anAdult,
    deeds: [],
  },
  {
    name: 'active-sms',
    summary: 'an adult whose credentials are active, with SMS at level 2',
    wish: anAdult,
    deeds: ['deliver', 'activate'],
  },
  {
    name: 'no-phone',
    summary: 'an adult who gave the municipality no phone number',
    wish: () => ({ phone: null }),
    deeds: ['deliver'],
  },
  {
    name: 'no-email',
    summary: 'an adult who gave the municipality no e-mail address',
    wish: () => ({ email: null }),
    deeds: ['deliver'],
  },
  {
    name: 'phone-in-use',
    summary: 'an adult whose phone on file is already that of an active identity (FAM-01)',
    wish: anAdult,
    deeds: ['deliver'],
    phoneOf: 'active-sms',
  },
  {
    name: 'minor-4',
    summary: 'a child of four years: no access at all (MIN-01)',
    wish: () => ({ age: 4 }),
    deeds: ['deliver'],
  },
  {
    name: 'minor-12',
    summary: 'a child of twelve years: schools only (MIN-03)',
    wish: () => ({ age: 12 }),
    deeds: ['deliver'],
  },
  {
    name: 'active-minor-12',
    summary: 'a child of twelve years whose credentials are active, with SMS at level 2',
    wish: () => ({ age: 12 }),
    deeds: ['deliver', 'activate'],
  },
  {
    name: 'almost-18',
    summary: 'turns eighteen tomorrow: schools only until midnight (MIN-05)',
    wish: (today) => ({ birthDate: turning18(nextDay(today)) }),
    deeds: ['deliver'],
  },
  {
    name: 'just-18',
    summary: 'turned eighteen today: no limits any more (MIN-05)',
    wish: (today) => ({ birthDate: turning18(today) }),
    deeds: ['deliver'],
  },
  {
    name: 'card-expired',
    summary: 'an adult whose card expired yesterday',
    wish: anAdult,
    deeds: ['deliver'],
    expiresOn: (today) => dayBefore(today),
  },
  { name: 'card-revoked', summary: 'an adult whose card was revoked', wish: anAdult, deeds: ['deliver', 'revoke'] },
  {
    name: 'active-card-revoked',
    summary: 'an adult with active credentials whose card was revoked afterwards',
    wish: anAdult,
    deeds: ['deliver', 'activate', 'revoke'],
  },
  {
    name: 'active-card',
    summary: 'an adult with active credentials and a card that works: level 3 is one PIN away',
    wish: anAdult,
    deeds: ['deliver', 'activate'],
  },
  {
    name: 'pin-blocked',
    summary: 'an adult who typed three wrong PINs: only the PUK helps (COD-03)',
    wish: anAdult,
    deeds: ['deliver', 'activate', 'block-pin'],
  },
  {
    name: 'puk-one-left',
    summary: 'an adult whose PIN is blocked and whose PUK has one try left: a wrong one closes the card for good',
    wish: anAdult,
    deeds: ['deliver', 'activate', 'block-pin', 'wear-out-puk'],
  },
];

/** Scenarios of parts that do not exist yet, with the part that brings them. */
export const LATER_SCENARIOS: ReadonlyMap<string, string> = new Map([['active-app', 'the CieID app']]);

/** Who lives in a new country. The active ones come before those who share a phone with them. */
export const FIRST_PEOPLE: readonly string[] = [
  'adult-ready',
  'adult-requested',
  'active-sms',
  'no-phone',
  'phone-in-use',
  'minor-4',
  'minor-12',
  'active-minor-12',
  'almost-18',
  'just-18',
  'card-expired',
  'card-revoked',
  'active-card',
  'pin-blocked',
  'puk-one-left',
];

export const scenarioNamed = (name: string): Scenario | null =>
  SCENARIOS.find((scenario) => scenario.name === name) ?? null;

const dayAfter = (day: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextDay = (day: CivilDate): CivilDate => dayAfter(day, 1);
const dayBefore = (day: CivilDate): CivilDate => dayAfter(day, -1);

/** A birth date whose eighteenth birthday is that day; nobody turns 18 on 29 February, there it is the day before. */
function turning18(day: CivilDate): CivilDate {
  const birthDate = `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`;
  return ageOn(birthDate, day) === 18 && birthdayAt(birthDate, 18) === day ? birthDate : dayAfter(birthDate, -1);
}
