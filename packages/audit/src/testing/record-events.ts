import type { Script } from '@tessera/testbed';

/** Records so many events at once, each in a transaction of its own. */
const script: Script<number, null> = async ({ ground: { database, audit }, input, index }) => {
  await Promise.all(
    Array.from({ length: input }, (_, n) =>
      database.transaction((sql) => audit.record(sql, { act: `process-${index}.act-${n}`, rule: 'promise 21' })),
    ),
  );
  return null;
};

export default script;
