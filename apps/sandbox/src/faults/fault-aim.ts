import { parseCardSerial } from '@tessera/base';
import { parseEmail, parsePhone } from '@tessera/credentials';
import { CARD_FAULT_KINDS, FAULT_KINDS, type FaultKind } from './fault-board.ts';

export interface FaultAim {
  readonly kind: FaultKind;
  /** As messages have it: E.164, or the address as the desk records it; a card's serial number. Null strikes everybody. */
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
  if (kind === 'database-gone' || kind === 'reader-gone') return 'strikes-everybody';
  const target = targetOf(kind, targetText);
  return target === null ? 'no-such-target' : { kind, target };
}

function targetOf(kind: FaultKind, text: string): string | null {
  if (CARD_FAULT_KINDS.includes(kind)) return parseCardSerial(text);
  return kind.startsWith('email') ? parseEmail(text) : parsePhone(text);
}
