import { AlreadyExists, DatabaseUnavailable, type SqlValue } from '@tessera/base';
import pg from 'pg';
import type { Wanted } from './engine.ts';
import { checkValues, describeStatement, perText, StatementFailed } from './statement.ts';

/** PostgreSQL chose this transaction to break a deadlock. Run again from the start, it passes. */
export class Contended extends Error {
  override readonly name = 'Contended';
}

/** A connection after a failure of the machinery is not worth keeping. */
export const isBroken = (error: unknown): boolean => error instanceof DatabaseUnavailable;

/** Each text is a named statement: parsed once a connection, planned by the server's own cache. */
const named = perText((text, number) => ({
  ...describeStatement(text),
  text,
  ...(number === null ? {} : { name: `t${number}` }),
}));

export async function askPostgres(
  client: pg.ClientBase,
  wanted: Wanted,
  text: string,
  values: readonly SqlValue[],
): Promise<unknown> {
  const { name, ...statement } = named(text);
  checkValues(statement, text, values);
  try {
    const { rows, rowCount } = await client.query({
      text,
      values: [...values],
      ...(name === undefined ? {} : { name }),
    });
    if (wanted === 'all') return rows;
    if (wanted === 'first') return rows[0] ?? null;
    return statement.changesRows ? (rowCount ?? 0) : 0;
  } catch (error) {
    throw postgresFailure(error, text);
  }
}

/** Instants and counts are numbers, as on SQLite; bytes are plain ones. A number that JavaScript would round is refused. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    const parse = pg.types.getTypeParser(type, format);
    if (type === pg.types.builtins.INT8) return safeInteger;
    if (type === pg.types.builtins.BYTEA) return (text: string) => new Uint8Array(parse(text) as Buffer);
    return parse;
  },
};

function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new StatementFailed('a number is too large to be told exactly');
  return number;
}

const UNIQUE_BROKEN = '23505';
const CONTENDED = new Set(['40P01', '40001']);
/**
 * Connection, authorization, no such database, resources, operator, system; and by number: a standby that only reads (after a
 * failover), a plan that a migration made stale.
 */
const MACHINERY_BROKEN = /^(?:08|28|3D|53|57|58)|^(?:25006|0A000)$/;

/** Of PostgreSQL's error only the message is kept: the detail quotes values. */
export function postgresFailure(error: unknown, text: string): Error {
  if (error instanceof StatementFailed) return error;
  if (!(error instanceof pg.DatabaseError)) {
    return new DatabaseUnavailable(error instanceof Error ? error.message : 'the connection to PostgreSQL failed');
  }
  const code = error.code ?? '';
  if (code === UNIQUE_BROKEN) return new AlreadyExists(`${error.constraint ?? 'a unique rule'} is broken`);
  if (CONTENDED.has(code)) return new Contended(error.message);
  if (MACHINERY_BROKEN.test(code)) return new DatabaseUnavailable(error.message);
  return new StatementFailed(`${error.message} (${code}) in: ${text}`);
}
