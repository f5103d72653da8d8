import type { Script } from '@tessera/testbed';
import { migrate, openDatabase } from '../index.ts';
import { migrations } from './schema.ts';

/** What each node does at its start. */
const script: Script<null, null> = async ({ ground }) => {
  const { url, folder } = ground.place;
  const database = await openDatabase({ url: url ?? undefined, folder });
  await migrate(database, migrations);
  await database.close();
  return null;
};

export default script;
