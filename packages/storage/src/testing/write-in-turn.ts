import type { Script } from '@tessera/testbed';

/** Writes so many rows, each in a transaction of its own that adds one to a number read before. */
const script: Script<{ rows: number }, null> = async ({ ground, input, index }) => {
  await Promise.all(
    Array.from({ length: input.rows }, (_, row) =>
      ground.database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', `${index}/${row}`, row);
        await sql.run('update budget set spent = spent + 1 where id = $1', 'digits');
      }),
    ),
  );
  return null;
};

export default script;
