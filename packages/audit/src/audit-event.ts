import { createHash } from 'node:crypto';
import type { AuditEvent, Instant } from '@tessera/base';

/** An event as it stands in its lane. */
export interface RecordedEvent extends AuditEvent {
  /** Each lane is a chain of its own (docs/decisions/audit-lanes.md). */
  readonly lane: number;
  /** 1, 2, 3 … in the lane, without a gap. */
  readonly position: number;
  readonly at: Instant;
}

/** A row of `audit_event`. `details` is the canonical JSON that was hashed, or null. */
export interface EventRow {
  readonly lane: number;
  readonly position: number;
  readonly at: number;
  readonly act: string;
  readonly rule: string;
  readonly citizen: string | null;
  readonly details: string | null;
  readonly hash: Uint8Array;
}

/** What stands before the first event of a lane. */
export const BEGINNING: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over the row and the hash of the row before.
 *
 * JSON of a list is the canonical encoding: it says where each text begins and ends, and tells null from an empty text.
 */
export function hashOf(row: Omit<EventRow, 'hash'>, previous: Uint8Array): Uint8Array {
  const { lane, position, at, act, rule, citizen, details } = row;
  return createHash('sha256')
    .update(JSON.stringify([lane, position, at, act, rule, citizen, details]))
    .update(previous)
    .digest();
}

/** Details in the order of their names, so that the same details are the same text. */
export function canonicalDetails(details: AuditEvent['details']): string | null {
  if (details === undefined) return null;
  return JSON.stringify(Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function eventOf({ lane, position, at, act, rule, citizen, details }: EventRow): RecordedEvent {
  return {
    lane,
    position,
    at,
    act,
    rule,
    ...(citizen === null ? {} : { citizen }),
    ...(details === null ? {} : { details: JSON.parse(details) as Record<string, string | number> }),
  };
}
