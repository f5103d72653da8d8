import type { SqlValue } from '@tessera/base';

/** What can be told from the text of a statement alone. */
export interface Statement {
  /** May go to a connection that cannot write. */
  readonly reads: boolean;
  /** Inserts, updates or deletes: has a count of changed rows. */
  readonly changesRows: boolean;
  /** How many parameters it takes. */
  readonly parameters: number;
}

/** The engine refused a statement: a mistake in the code or a broken rule of the schema. Holds its text, never its values. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed';
}

/** Comments and string literals pass by, so that a `$1` or a word inside them means nothing. */
const TOKENS = /--[^\n]*|'(?:[^']|'')*'|\$(\d+)|\b(?:insert|update|delete)\b/gi;

/** Throws a StatementFailed when the parameters are not `$1` to `$n`, each used: PostgreSQL would refuse a gap, SQLite would not. */
export function describeStatement(text: string): Statement {
  const used = new Set<number>();
  let changesRows = false;
  for (const [token, number] of text.matchAll(TOKENS)) {
    if (number !== undefined) used.add(Number(number));
    else if (/^\w/.test(token)) changesRows = true;
  }
  if (used.size > 0 && Math.max(...used) !== used.size) {
    throw new StatementFailed(`the parameters are not $1 to $${used.size} in: ${text}`);
  }
  return { reads: !changesRows && /^\s*(?:select|values|with)\b/i.test(text), changesRows, parameters: used.size };
}

/** SQLite takes `$1` for a name; `?1` is the same parameter by position. */
export const withQuestionMarks = (text: string): string =>
  text.replace(TOKENS, (token, number: string | undefined) => (number === undefined ? token : `?${number}`));

/** Refuses what the engines would store differently: floats, booleans, dates, a missing value, NUL in a text. */
export function checkValues(statement: Statement, text: string, values: readonly SqlValue[]): void {
  if (values.length !== statement.parameters) {
    throw new StatementFailed(`${values.length} values for ${statement.parameters} parameters in: ${text}`);
  }
  // By number: this loop stands before every statement.
  for (let at = 0; at < values.length; at++) {
    if (!isSqlValue(values[at])) throw new StatementFailed(`$${at + 1} holds what no column can hold in: ${text}`);
  }
}

function isSqlValue(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  return Number.isSafeInteger(value) || value === null || value instanceof Uint8Array;
}

/** Texts are written in the code, so there are few; ones that are put together while running are not remembered without end. */
const REMEMBERED_MAX = 2_000;

/** Makes something once for each text. `number` counts them, and is null for those that are not remembered. */
export function perText<T>(make: (text: string, number: number | null) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const room = known.size < REMEMBERED_MAX;
    const made = make(text, room ? known.size + 1 : null);
    if (room) known.set(text, made);
    return made;
  };
}
