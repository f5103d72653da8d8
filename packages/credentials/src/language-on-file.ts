import type { Keys, Language, Sql } from '@tessera/base';
import { findCitizen } from '@tessera/registry';

/** The language that the desk recorded: what messages speak, whatever the page spoke that sent them (`ux.md` section 7). */
export async function languageOnFile(sql: Sql, keys: Keys, citizenId: string): Promise<Language> {
  return (await findCitizen(sql, keys, citizenId))?.language ?? 'it';
}
