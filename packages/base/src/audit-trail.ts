import type { Sql } from './sql.ts';

/** Something that happened, told without personal data: who reads it looks the rest up, and leaves a trace doing so. */
export interface AuditEvent {
  /** `room.what-happened`, such as `activation.digits-wrong`. The control panel has the sentence for each. */
  readonly act: string;
  /** The requirement or promise it follows: `ACT-16`, `promise 1`. */
  readonly rule: string;
  /** Our own identifier of the citizen, where one is known. */
  readonly citizen?: string | undefined;
  /** Outcome names, counts, levels, identifiers that we made. Never names, codes, contacts or tokens. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** No act succeeds without its row (promise 21): it is written in the act's own transaction. */
export interface AuditTrail {
  record(sql: Sql, event: AuditEvent): Promise<void>;
}
