import {
  type CivilDate,
  civilDateAt,
  fromUtf8,
  type Ground,
  type Keys,
  type Language,
  randomUuid,
  type SealedPlace,
  type Sql,
  utf8,
} from '@tessera/base';
import { type CitizenRow, citizenIdByDigest, citizenRow, citizenRowByDigest, insertCitizen } from './citizen-store.ts';
import { parseFiscalCode, type Sex } from './fiscal-code.ts';

/** Someone in the registers of a comune. */
export interface Citizen extends Identity {
  /** Our own identifier: the only one that stands in events and other rooms' tables. */
  readonly id: string;
}

/** What is known of a citizen; sealed at rest (promise 19). */
export interface Identity {
  /** Sixteen characters in capitals. */
  readonly fiscalCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  /** Belfiore code of the comune or the state of birth. */
  readonly birthplace: string;
  readonly sex: Sex;
  /** In which letters and messages are written. */
  readonly language: Language;
}

const placeOf = (row: string, version: number): SealedPlace => ({
  table: 'citizens',
  column: 'identity',
  row,
  version,
});

/**
 * Enters someone in the register. Who stands there already, by tax code, stays as recorded and is returned.
 *
 * Throws a RangeError for a tax code that cannot exist or a birth to come: the desk checks both before it asks.
 */
export async function registerCitizen(
  sql: Sql,
  { keys, clock, random }: Pick<Ground, 'keys' | 'clock' | 'random'>,
  identity: Identity,
): Promise<Citizen> {
  const at = clock.now();
  const today = civilDateAt(at);
  if (identity.birthDate > today) throw new RangeError('the birth is still to come');
  const parsed = await parseFiscalCode(identity.fiscalCode, today);
  if (parsed === null) throw new RangeError('no codice fiscale');

  const { givenName, familyName, birthDate, birthplace, sex, language } = identity;
  const known: Identity = { fiscalCode: parsed.code, givenName, familyName, birthDate, birthplace, sex, language };
  const [id, version] = [randomUuid(random), 1];
  const sealed = await keys.seal('identity', utf8(JSON.stringify(known)), placeOf(id, version));
  const digest = keys.digest('fiscal-code', known.fiscalCode);
  if (await insertCitizen(sql, { id, digest, identity: sealed, version, at })) return { id, ...known };

  const registered = await citizenRowByDigest(sql, digest);
  if (registered === null) throw new Error('a citizen was removed while being registered');
  return readCitizen(keys, registered);
}

export async function findCitizen(sql: Sql, keys: Keys, id: string): Promise<Citizen | null> {
  const row = await citizenRow(sql, id);
  return row && readCitizen(keys, row);
}

/** `fiscalCode` as `parseFiscalCode` gives it. */
export async function citizenByFiscalCode(sql: Sql, keys: Keys, fiscalCode: string): Promise<Citizen | null> {
  const row = await citizenRowByDigest(sql, keys.digest('fiscal-code', fiscalCode));
  return row && readCitizen(keys, row);
}

/** Finds without opening anything: for those who need to know who, and not what is known. */
export const citizenIdOf = (sql: Sql, keys: Keys, fiscalCode: string): Promise<string | null> =>
  citizenIdByDigest(sql, keys.digest('fiscal-code', fiscalCode));

async function readCitizen(keys: Keys, row: CitizenRow): Promise<Citizen> {
  const plain = await keys.open('identity', row.identity, placeOf(row.id, row.identity_version));
  // Authenticated by the seal: nobody but registerCitizen wrote it.
  const identity: Identity = JSON.parse(fromUtf8(plain));
  return { id: row.id, ...identity };
}
