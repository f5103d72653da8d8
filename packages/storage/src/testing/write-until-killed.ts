import type { Script } from '@tessera/testbed';
import { migrate, openDatabase } from '../index.ts';
import { migrations } from './schema.ts';

/** Eight at once write pairs of rows, and acknowledge each pair once it is committed. Never ends by itself. */
const script: Script<{ run: number }, null> = async ({ ground, input, acknowledge }) => {
  const { url, folder } = ground.place;
  const database = await openDatabase({ url: url ?? undefined, folder });
  await migrate(database, migrations);
  const writer = async (number: number): Promise<never> => {
    for (let row = 0; ; row++) {
      const id = `${input.run}/${number}/${row}`;
      await database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', id, row);
        await sql.run('insert into job (id, due_at) values ($1, $2)', id, row);
      });
      acknowledge(id);
    }
  };
  return Promise.race(Array.from({ length: 8 }, (_, number) => writer(number)));
};

export default script;
