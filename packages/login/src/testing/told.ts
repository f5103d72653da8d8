import type { LoginResult } from '@tessera/assurance';
import type { Migration, Sql } from '@tessera/base';

/** A protocol's record that several processes can see: one row for each time it was told how a login ended. */
export const toldTable: Migration = {
  id: 'told/1',
  sql: 'create table told (id text primary key, login_id text not null, outcome text not null)',
};

export const tellTable =
  (loginId: string, id: string) =>
  async (sql: Sql, { outcome }: LoginResult): Promise<{ readonly told: string }> => {
    await sql.run('insert into told (id, login_id, outcome) values ($1, $2, $3)', id, loginId, outcome);
    return { told: id };
  };

export const toldOf = (sql: Sql): Promise<{ id: string; login_id: string; outcome: string }[]> =>
  sql.all('select id, login_id, outcome from told order by id');
