import { DatabaseUnavailable } from '@tessera/base';
import type { EngineDatabase, EngineSql } from '@tessera/storage';

/**
 * The same database, with a switch that takes it away: each statement asks before it runs.
 *
 * A transaction that loses it in the middle fails as a whole, as it would with a broken connection.
 */
export function failingDatabase(database: EngineDatabase, isGone: () => boolean): EngineDatabase {
  const check = () => {
    if (isGone()) throw new DatabaseUnavailable('taken away by the sandbox');
  };
  return {
    ...failingSql(database, check),
    transaction: async (work) => {
      check();
      return database.transaction(async (sql) => {
        const result = await work(failingSql({ ...sql, engine: database.engine }, check));
        check();
        return result;
      });
    },
    listen: (topic, wake) => database.listen(topic, wake),
    close: () => database.close(),
  };
}

function failingSql(sql: EngineSql, check: () => void): EngineSql {
  return {
    engine: sql.engine,
    all: async (text, ...values) => {
      check();
      return sql.all(text, ...values);
    },
    first: async (text, ...values) => {
      check();
      return sql.first(text, ...values);
    },
    run: async (text, ...values) => {
      check();
      return sql.run(text, ...values);
    },
    notify: async (topic) => {
      check();
      return sql.notify(topic);
    },
  };
}
