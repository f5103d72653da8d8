import { DatabaseUnavailable, type Ground, KeysUnavailable, type Sql } from '@tessera/base';

/**
 * What can be taken away from an app: the database, only the rows of the robot check, or only its writing of new ones, the
 * audit trail, the key service as a whole or only what it seals and opens, the table that messages leave by.
 */
export const PARTS = ['database', 'robot', 'robot-spending', 'audit', 'keys', 'sealing', 'outbox'] as const;
export type Part = (typeof PARTS)[number];

/** A ground whose parts can be taken away, and which says whether anybody missed them. */
export interface BreakableGround {
  readonly ground: Ground;
  /** Null: everything is there. */
  broken: Part | null;
  /** How often somebody asked for the broken part. */
  missed: number;
  /** How many transactions were committed, and after how many the commit arrives and its answer does not; null: never. */
  committed: number;
  answerLostAfter: number | null;
  /** Every statement that was sent, without its values, and every password that was hashed, in order. */
  readonly statements: string[];
}

export function breakable(whole: Ground): BreakableGround {
  /** What stands behind a handle of a transaction: the outbox knows only that one. */
  const behind = new WeakMap<Sql, Sql>();
  const miss = (parts: readonly Part[], error: () => Error): void => {
    if (breakableGround.broken === null || !parts.includes(breakableGround.broken)) return;
    breakableGround.missed++;
    throw error();
  };
  const asked = (text: string): void => {
    breakableGround.statements.push(text.replace(/\s+/g, ' ').trim());
    const parts: Part[] = ['database'];
    if (text.includes('robot_')) parts.push('robot');
    if (text.includes('insert into robot_')) parts.push('robot-spending');
    miss(parts, () => new DatabaseUnavailable('taken away'));
  };
  const keysAsked = (...parts: Part[]): void => miss(parts, () => new KeysUnavailable('taken away'));

  const watched = <S extends Sql>(sql: S): S => {
    const handle = {
      ...sql,
      all: async (text: string, ...values: never[]) => {
        asked(text);
        return sql.all(text, ...values);
      },
      first: async (text: string, ...values: never[]) => {
        asked(text);
        return sql.first(text, ...values);
      },
      run: async (text: string, ...values: never[]) => {
        asked(text);
        return sql.run(text, ...values);
      },
    };
    behind.set(handle, sql);
    return handle;
  };
  const inner = (sql: Sql): Sql => behind.get(sql) ?? sql;
  const { database, keys, audit, outbox } = whole;

  const breakableGround: BreakableGround = {
    broken: null,
    missed: 0,
    committed: 0,
    answerLostAfter: null,
    statements: [],
    ground: {
      ...whole,
      database: {
        ...watched(database),
        transaction: async (work) => {
          const result = await database.transaction((sql) => work(watched(sql)));
          if (++breakableGround.committed === breakableGround.answerLostAfter)
            throw new DatabaseUnavailable('nobody knows whether it was committed');
          return result;
        },
      },
      keys: {
        ...keys,
        seal: async (...sealing) => {
          keysAsked('keys', 'sealing');
          return keys.seal(...sealing);
        },
        open: async (...opening) => {
          keysAsked('keys', 'sealing');
          return keys.open(...opening);
        },
        digest: (...digesting) => {
          keysAsked('keys');
          return keys.digest(...digesting);
        },
        signer: (...signing) => {
          keysAsked('keys', 'sealing');
          return keys.signer(...signing);
        },
      },
      audit: {
        record: async (sql, event) => {
          miss(['audit'], () => new DatabaseUnavailable('the audit trail is full'));
          return audit.record(inner(sql), event);
        },
      },
      outbox: {
        send: async (sql, message, options) => {
          miss(['outbox'], () => new DatabaseUnavailable('the outbox is full'));
          return outbox.send(inner(sql), message, options);
        },
      },
    },
  };
  return breakableGround;
}
