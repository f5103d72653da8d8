import type { CivilDate, Language, Sql } from '@tessera/base';

/** An invented citizen, with everything that this citizen knows. */
export interface Person {
  readonly citizenId: string;
  /** Which person of the seed it is: 1, 2, … */
  readonly number: number;
  /** The scenario it was made for; null for one made to measure. */
  readonly scenario: string | null;
  readonly fiscalCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: Language;
  /** Null until the credentials are active. */
  readonly password: string | null;
}

/** Halves of the codes as they stood in the letters that have come: null for a letter that has not. */
export interface CardInHand {
  readonly serial: string;
  readonly citizenId: string;
  readonly nis: string;
  readonly pinFirstHalf: string | null;
  readonly pukFirstHalf: string | null;
  readonly pinSecondHalf: string | null;
  readonly pukSecondHalf: string | null;
}

interface PersonRow {
  citizen_id: string;
  number: number;
  scenario: string | null;
  fiscal_code: string;
  given_name: string;
  family_name: string;
  birth_date: string;
  phone: string | null;
  email: string | null;
  language: Language;
  password: string | null;
}

interface CardRow {
  serial: string;
  citizen_id: string;
  nis: string;
  pin_first_half: string | null;
  puk_first_half: string | null;
  pin_second_half: string | null;
  puk_second_half: string | null;
}

export async function welcomePerson(sql: Sql, person: Person): Promise<void> {
  await sql.run(
    `insert into person (citizen_id, number, scenario, fiscal_code, given_name, family_name, birth_date, phone, email,
       language, password) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    person.citizenId,
    person.number,
    person.scenario,
    person.fiscalCode,
    person.givenName,
    person.familyName,
    person.birthDate,
    person.phone,
    person.email,
    person.language,
    person.password,
  );
}

export async function rememberPassword(sql: Sql, citizenId: string, password: string): Promise<void> {
  await sql.run('update person set password = $2 where citizen_id = $1', citizenId, password);
}

/** Everybody, in the order in which they were made. */
export async function everybody(sql: Sql): Promise<Person[]> {
  return (await sql.all<PersonRow>('select * from person order by number')).map(person);
}

export async function findPerson(sql: Sql, citizenId: string): Promise<Person | null> {
  const row = await sql.first<PersonRow>('select * from person where citizen_id = $1', citizenId);
  return row === null ? null : person(row);
}

export async function personOfScenario(sql: Sql, scenario: string): Promise<Person | null> {
  const row = await sql.first<PersonRow>('select * from person where scenario = $1 order by number limit 1', scenario);
  return row === null ? null : person(row);
}

export async function fiscalCodeTaken(sql: Sql, fiscalCode: string): Promise<boolean> {
  return (await sql.first('select number from person where fiscal_code = $1', fiscalCode)) !== null;
}

export async function phoneTakenByPerson(sql: Sql, phone: string): Promise<boolean> {
  return (await sql.first('select number from person where phone = $1 limit 1', phone)) !== null;
}

export async function takeCard(sql: Sql, citizenId: string, serial: string, nis: string): Promise<void> {
  await sql.run('insert into card (serial, citizen_id, nis) values ($1, $2, $3)', serial, citizenId, nis);
}

export async function readReceipt(sql: Sql, serial: string, pin: string, puk: string): Promise<void> {
  await sql.run('update card set pin_first_half = $2, puk_first_half = $3 where serial = $1', serial, pin, puk);
}

export async function readCardLetter(sql: Sql, serial: string, pin: string, puk: string): Promise<void> {
  await sql.run('update card set pin_second_half = $2, puk_second_half = $3 where serial = $1', serial, pin, puk);
}

export async function cardsInHand(sql: Sql): Promise<CardInHand[]> {
  return (await sql.all<CardRow>('select * from card order by serial')).map(card);
}

export async function cardOf(sql: Sql, citizenId: string): Promise<CardInHand | null> {
  const row = await sql.first<CardRow>('select * from card where citizen_id = $1 order by serial limit 1', citizenId);
  return row === null ? null : card(row);
}

const person = (row: PersonRow): Person => ({
  citizenId: row.citizen_id,
  number: row.number,
  scenario: row.scenario,
  fiscalCode: row.fiscal_code,
  givenName: row.given_name,
  familyName: row.family_name,
  birthDate: row.birth_date,
  phone: row.phone,
  email: row.email,
  language: row.language,
  password: row.password,
});

const card = (row: CardRow): CardInHand => ({
  serial: row.serial,
  citizenId: row.citizen_id,
  nis: row.nis,
  pinFirstHalf: row.pin_first_half,
  pukFirstHalf: row.puk_first_half,
  pinSecondHalf: row.pin_second_half,
  pukSecondHalf: row.puk_second_half,
});
