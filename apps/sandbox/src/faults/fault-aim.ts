import { parseEmail, parsePhone } from '@tessera/credentials';
import { FAULT_KINDS, type FaultKind } from './fault-board.ts';

export interface FaultAim {
  readonly kind: FaultKind;
  /** As messages have it: E.164, or the address as the desk records it. Null strikes everybody. */
  readonly target: string | null;
}

/** Reads what shall be broken, and for whom (the empty text: for everybody). */
export function aimFault(
  kindText: string,
  targetText: string,
): FaultAim | 'unknown-kind' | 'strikes-everybody' | 'no-such-target' {
  const kind = FAULT_KINDS.find((each) => each === kindText);
  if (kind === undefined) return 'unknown-kind';
  if (targetText.trim() === '') return { kind, target: null };
  if (kind === 'database-gone') return 'strikes-everybody';
  const target = kind.startsWith('email') ? parseEmail(targetText) : parsePhone(targetText);
  return target === null ? 'no-such-target' : { kind, target };
}
