/** What a column can hold. Numbers are whole and safe; an instant is a number; there are no booleans. */
export type SqlValue = string | number | Uint8Array | null;

/** One place to send statements to: a database, or a transaction in it. `$1`, `$2` … are the parameters. */
export interface Sql {
  /** Every row of one statement. */
  all<Row>(text: string, ...values: readonly SqlValue[]): Promise<Row[]>;
  /** The first row, or null. */
  first<Row>(text: string, ...values: readonly SqlValue[]): Promise<Row | null>;
  /** How many rows the statement changed. */
  run(text: string, ...values: readonly SqlValue[]): Promise<number>;
  /** Wakes whoever listens to this topic, on every node, once the transaction has committed. Holds no data. */
  notify(topic: string): Promise<void>;
}

/**
 * SQLite or PostgreSQL: one SQL text for both (docs/decisions/one-sql-two-engines.md).
 *
 * Outside `transaction` each statement commits by itself.
 */
export interface Database extends Sql {
  /**
   * Everything in `work`, durable when this resolves, or nothing of it.
   * `work` awaits only its own statements: on SQLite every other writer waits for it.
   * A statement that fails spoils the transaction, on both engines, also when the error is caught.
   * PostgreSQL may run `work` again from its start, after a deadlock: outside its statements it changes nothing.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Calls back after each `notify` of the topic, here or on another node; returns the way to stop. */
  listen(topic: string, wake: () => void): () => void;
  close(): Promise<void>;
}

/** Thrown by both engines when a unique rule is broken. Whoever expects it writes `on conflict do nothing`. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
}

/** The database cannot answer now: gone, full, restarting or too busy. Nothing was acknowledged; the outermost page answers 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** One step of a room's schema. Applied once, in the order of the list, and never changed afterwards. */
export interface Migration {
  /** `room/number`, such as `registry/1`. */
  readonly id: string;
  readonly sql: string;
}
