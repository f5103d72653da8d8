import { setTimeout as pause } from 'node:timers/promises';
import type { Script } from '@tessera/testbed';

/** A transaction that takes its time, as a slow disk would make it. */
const script: Script<{ milliseconds: number }, null> = async ({ ground, input, acknowledge }) => {
  await ground.database.transaction(async (sql) => {
    await sql.run('insert into note (id, written_at) values ($1, $2)', 'slow', 1);
    acknowledge('holding');
    await pause(input.milliseconds);
  });
  await ground.database.notify('notes');
  return null;
};

export default script;
