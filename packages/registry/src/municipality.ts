import type { Sql } from '@tessera/base';

/** A comune that issues cards. */
export interface Municipality {
  readonly belfiore: string;
  readonly name: string;
  /** What the letter to a minor holds: the second halves, or word that they are handed over at the desk (DSK-12). */
  readonly minorsLetter: 'second-halves' | 'no-halves';
}

/** Plainly invented, for the sandbox and the tests: no comune has a code in X. */
export const INVENTED_MUNICIPALITIES = [
  { belfiore: 'X001', name: 'Pietrachiara', minorsLetter: 'second-halves' },
  { belfiore: 'X002', name: 'Borgo Lanterna', minorsLetter: 'second-halves' },
  { belfiore: 'X003', name: 'Castel Fantasia', minorsLetter: 'no-halves' },
] as const satisfies readonly Municipality[];

interface MunicipalityRow {
  readonly belfiore: string;
  readonly name: string;
  readonly minors_letter: Municipality['minorsLetter'];
}

/** Adds the comune, or changes its name and settings. */
export async function recordMunicipality(sql: Sql, { belfiore, name, minorsLetter }: Municipality): Promise<void> {
  await sql.run(
    `insert into municipalities (belfiore, name, minors_letter) values ($1, $2, $3)
     on conflict (belfiore) do update set name = excluded.name, minors_letter = excluded.minors_letter`,
    belfiore,
    name,
    minorsLetter,
  );
}

export async function findMunicipality(sql: Sql, belfiore: string): Promise<Municipality | null> {
  const row = await sql.first<MunicipalityRow>(
    'select belfiore, name, minors_letter from municipalities where belfiore = $1',
    belfiore,
  );
  return row && fromRow(row);
}

export async function municipalities(sql: Sql): Promise<Municipality[]> {
  const rows = await sql.all<MunicipalityRow>(
    'select belfiore, name, minors_letter from municipalities order by name, belfiore',
  );
  return rows.map(fromRow);
}

const fromRow = ({ belfiore, name, minors_letter }: MunicipalityRow): Municipality => ({
  belfiore,
  name,
  minorsLetter: minors_letter,
});
