import type { Instant } from '@tessera/base';
import type { CardTrouble, Desk } from './card/desk.ts';
import { readTries, type Tries } from './card/guess.ts';
import type { Sight } from './card/sight.ts';
import type { Pairing, Pairings } from './pairing/pairings.ts';
import type { Provider } from './provider/provider.ts';

/** What is found wrong, the first to put right first. Each has a cure in the texts (C-15). */
export type Finding =
  | Exclude<Sight['seen'], 'identity-card'>
  | 'terminal-refused'
  | 'card-unreadable'
  | 'pin-blocked'
  | 'puk-blocked'
  | 'pin-last-try'
  | 'card-expired'
  | 'not-paired'
  | 'provider-silent'
  | 'clock-wrong';

export interface Diagnosis {
  readonly sight: Sight;
  /** Null when there is no card to ask. */
  readonly tries: Tries | null;
  /** The card on the reader, when it was paired here. */
  readonly pairing: Pairing | null;
  /** Empty: everything is in order. */
  readonly findings: readonly Finding[];
}

/** Findings that stop nobody from signing in. */
export const HINTS: ReadonlySet<Finding> = new Set<Finding>(['not-paired', 'pin-last-try']);

/** Looks at everything that a login needs, and spends nothing. */
export async function diagnose(
  deps: { readonly desk: Desk; readonly pairings: Pairings; readonly provider: Provider },
  now: Instant,
): Promise<Diagnosis> {
  const [card, network] = await Promise.all([diagnoseCard(deps, now), deps.provider.ask()]);
  const provider: readonly Finding[] =
    network.outcome === 'silent' ? ['provider-silent'] : network.clockWrong ? ['clock-wrong'] : [];
  return { ...card, findings: [...card.findings, ...provider] };
}

/** The card's half of it: no network. */
export async function diagnoseCard(
  { desk, pairings }: { readonly desk: Desk; readonly pairings: Pairings },
  now: Instant,
): Promise<Diagnosis> {
  const sight = await desk.look();
  if (sight.seen !== 'identity-card') return { sight, tries: null, pairing: null, findings: [sight.seen] };
  const asked = await readTries(desk);
  if (asked.outcome !== 'read') return { sight, tries: null, pairing: null, findings: [troubleFinding(asked)] };
  const pairing = pairings.find(asked.nis);
  return { sight, tries: asked.tries, pairing, findings: cardFindings(asked.tries, pairing, now) };
}

export function troubleFinding(trouble: CardTrouble): Finding {
  if (trouble.outcome === 'not-there')
    return trouble.sight.seen === 'identity-card' ? 'silent-card' : trouble.sight.seen;
  switch (trouble.fault) {
    case 'terminal-refused':
      return 'terminal-refused';
    case 'not-an-identity-card':
      return 'other-card';
    case 'card-lost':
      return 'silent-card';
    default:
      return 'card-unreadable';
  }
}

function cardFindings({ pin, puk }: Tries, pairing: Pairing | null, now: Instant): Finding[] {
  const findings: Finding[] = [];
  if (puk === 0) findings.push('puk-blocked');
  else if (pin === 0) findings.push('pin-blocked');
  if (pairing !== null && pairing.expiresAt <= now) findings.push('card-expired');
  if (pin === 1) findings.push('pin-last-try');
  // What pairing spares is typing the PIN: of no use where no PIN opens anything.
  if (pairing === null && findings.every((finding) => HINTS.has(finding))) findings.push('not-paired');
  return findings;
}
