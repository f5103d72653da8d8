import { nationalMigrations } from '@tessera/foundation';
import { INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { migrate } from '@tessera/storage';
import { RUNNING_WITH_THE_MACHINE } from '../clock/sandbox-clock.ts';
import type { People } from '../people/people.ts';
import { FIRST_PEOPLE, scenarioNamed } from '../people/scenarios.ts';
import { foundCountry, markSeeded, readCountry } from '../world/country-store.ts';
import { worldMigrations } from '../world/migrations.ts';
import type { Foundation } from './foundation.ts';
import { rebuild, tablesOf, wasUsed } from './national-database.ts';
import type { OwnServices } from './own-services.ts';
import { FIRST_SEED } from './settings.ts';

/** The data are of another seed, or of another country: going on would mix the two. */
export class NotThisCountry extends Error {
  override readonly name = 'NotThisCountry';
}

/** Whether the country is there already, or must be made anew, and with which seed. Throws NotThisCountry. */
export async function surveyCountry(
  { world, national }: Foundation,
  wanted: { readonly seed: number | null; readonly fresh: boolean },
): Promise<{ readonly seed: number; readonly complete: boolean }> {
  const country = await readCountry(world);
  if (country === null) {
    if (!wanted.fresh && (await wasUsed(national))) {
      throw new NotThisCountry(
        'The database holds data whose keys and people are not in this folder: give the folder that belongs to it with TESSERA_DATA, or start over with --fresh.',
      );
    }
    return { seed: wanted.seed ?? FIRST_SEED, complete: false };
  }
  if (wanted.seed !== null && wanted.seed !== country.seed) {
    throw new NotThisCountry(
      `The data were made with seed ${country.seed}: start over with --fresh --seed ${wanted.seed}, or leave --seed out.`,
    );
  }
  return { seed: country.seed, complete: country.seededAt !== null };
}

/** Brings the schema of a country that is there up to date. */
export const bringUpToDate = ({ national }: Foundation): Promise<void> => migrate(national, nationalMigrations);

/** Empties both databases: nobody lives there, and the clock runs with the machine. */
export async function clearCountry({ national, world, clock }: Foundation, seed: number): Promise<void> {
  await rebuild(national, nationalMigrations);
  await world.transaction(async (sql) => {
    for (const table of tablesOf(worldMigrations).reverse()) await sql.run(`delete from ${table}`);
    await foundCountry(sql, seed);
  });
  clock.adopt(RUNNING_WITH_THE_MACHINE);
}

/**
 * The first day: municipalities, services, and the first people.
 *
 * Not done twice: a start that is cut short here clears the country and begins again, since nobody has lived there yet.
 */
export async function settleCountry(
  { world, clock, ground }: Foundation,
  people: People,
  services: OwnServices,
): Promise<void> {
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(ground.database, municipality);
  await services.registerAgain();
  for (const name of FIRST_PEOPLE) {
    const scenario = scenarioNamed(name);
    if (scenario === null) throw new Error(`no scenario ${name}`);
    await people.makeFor(scenario);
  }
  await markSeeded(world, clock.now());
}
