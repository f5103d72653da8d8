import type { Method, RefusalReason } from '@tessera/assurance';
import type { Instant } from '@tessera/base';
import type { CodeSent } from '@tessera/credentials';
import type { PasswordLevel } from './levels.ts';
import type { MeansState } from './means.ts';

/** Who proved to be whom, and how, in this very login. */
export interface Proof {
  /** Our own identifier. */
  readonly citizenId: string;
  readonly methods: readonly Method[];
  /** What it rests on: with a new password, or a revoked card, the proof counts no more (`means.ts`). */
  readonly means: string;
  /** When the last of them was given. */
  readonly at: Instant;
}

/** A message with a code has left, or is to wait, for the phone with this ending. */
export interface CodeOnItsWay {
  /** The number's last two digits: all that a page shows of it (T-ACT-20). */
  readonly phoneEnding: string;
  readonly sending: CodeSending;
}

/** What became of the message with the code: sent, or not yet, and when the next may leave. */
export type CodeSending = CodeSent;

/** What a page explains before the citizen goes back to the service, and what the service is told then. */
const TOLD = {
  'timed-out': 'timed-out',
  /** Level 3 was asked, and this deployment does not read cards. */
  'card-not-readable': 'level-not-reachable',
  /** The number on file was changed at the desk, and not proven since: no code may go there. */
  'phone-not-proven': 'level-not-reachable',
  minor: 'minor',
  'card-expired': 'card-expired',
  'card-revoked': 'card-revoked',
  /** Minors have a card and cannot enter with it (L3-10). */
  'card-of-minor': 'minor',
} as const satisfies Readonly<Record<string, RefusalReason>>;
export type Explanation = keyof typeof TOLD;

/** Why a card that was read, and proven genuine, opens nothing. */
export type CardRefusal = Extract<Explanation, 'card-expired' | 'card-revoked' | 'card-of-minor'>;

/** Why a reading proved nobody; the citizen may try again. */
export type CardTrouble = 'no-certificate' | 'not-recognised' | 'status-unknown';

/** One login, from the service's request to the answer that it gets. */
export type Login = Readonly<
  | { step: 'awaiting-password'; aim: PasswordLevel }
  | { step: 'awaiting-code'; proof: Proof; code: CodeOnItsWay }
  /** "Seleziona la modalità di autenticazione" (IDP-17). */
  | { step: 'choosing-card-way' }
  /** With the computer: a reader, and the browser or Software CIE. `trouble` is what came of the last reading. */
  | { step: 'awaiting-card'; trouble: CardTrouble | null }
  | { step: 'awaiting-consent'; proof: Proof }
  /** Explained on a page; the service has not been told yet. */
  | { step: 'refused'; because: Exclude<Explanation, 'minor'> }
  /** The page says from which day the service is open to this citizen (MIN-05). */
  | { step: 'refused'; because: 'minor'; citizenId: string }
  /** The service has its answer. Nothing more can happen. */
  | { step: 'answered'; with: 'authentication' | RefusalReason }
>;

export type LoginEvent =
  | {
      readonly type: 'password-proven';
      readonly proof: Proof;
      /** Null where level 1 is enough, or all that can be had. */
      readonly code: CodeOnItsWay | null;
    }
  /** Proven, but the service is not open at this age (MIN-03). */
  | { readonly type: 'minor-turned-away'; readonly citizenId: string }
  /** Level 2 is needed, and no code may go to the number on file. */
  | { readonly type: 'phone-not-proven'; readonly citizenId: string }
  | { readonly type: 'code-sent'; readonly sending: CodeSending }
  | { readonly type: 'code-proven'; readonly at: Instant }
  /** The service takes level 1 too, and the citizen goes on without the code. */
  | { readonly type: 'settled-for-level-1' }
  | { readonly type: 'card-chosen' }
  | { readonly type: 'computer-chosen' }
  /** "Torna a Livello 2" (IDP-18). */
  | { readonly type: 'password-chosen'; readonly aim: PasswordLevel }
  | { readonly type: 'card-proven'; readonly proof: Proof }
  | { readonly type: 'card-refused'; readonly because: CardRefusal }
  | { readonly type: 'card-not-proven'; readonly trouble: CardTrouble }
  /** Someone else sits at this browser: prove again. */
  | { readonly type: 'proof-dropped'; readonly to: Unproven }
  | { readonly type: 'answered'; readonly with: 'authentication' | RefusalReason };

/** Where nobody has proven anything yet. */
export type Unproven = Extract<Login, { step: 'awaiting-password' | 'choosing-card-way' }>;

/** Null means that the event does not belong to this step: a reload, a double click, a second tab, a late reply. */
export function advance(login: Login, event: LoginEvent): Login | null {
  switch (login.step) {
    case 'awaiting-password':
      if (event.type === 'password-proven') return afterPassword(event);
      if (event.type === 'minor-turned-away') return { step: 'refused', because: 'minor', citizenId: event.citizenId };
      if (event.type === 'phone-not-proven') return { step: 'refused', because: 'phone-not-proven' };
      if (event.type === 'card-chosen') return { step: 'choosing-card-way' };
      return answered(event);
    case 'awaiting-code':
      if (event.type === 'code-proven') return { step: 'awaiting-consent', proof: withCode(login.proof, event.at) };
      if (event.type === 'code-sent') return { ...login, code: { ...login.code, sending: event.sending } };
      if (event.type === 'settled-for-level-1') return { step: 'awaiting-consent', proof: login.proof };
      if (event.type === 'proof-dropped') return event.to;
      return answered(event);
    case 'choosing-card-way':
      if (event.type === 'computer-chosen') return { step: 'awaiting-card', trouble: null };
      return withoutCard(event) ?? answered(event);
    case 'awaiting-card':
      if (event.type === 'card-chosen') return { step: 'choosing-card-way' };
      return afterReading(event) ?? withoutCard(event) ?? answered(event);
    case 'awaiting-consent':
      if (event.type === 'proof-dropped') return event.to;
      return answered(event, 'authentication');
    case 'refused':
      // A card that opens nothing does not close the other ways.
      return (isCardRefusal(login.because) ? withoutCard(event) : null) ?? answered(event);
    case 'answered':
      return null;
  }
}

const afterPassword = ({ proof, code }: Extract<LoginEvent, { type: 'password-proven' }>): Login =>
  code === null ? { step: 'awaiting-consent', proof } : { step: 'awaiting-code', proof, code };

function afterReading(event: LoginEvent): Login | null {
  if (event.type === 'card-proven') return { step: 'awaiting-consent', proof: event.proof };
  if (event.type === 'card-refused') return { step: 'refused', because: event.because };
  if (event.type === 'card-not-proven') return { step: 'awaiting-card', trouble: event.trouble };
  return null;
}

const withoutCard = (event: LoginEvent): Login | null =>
  event.type === 'password-chosen' ? { step: 'awaiting-password', aim: event.aim } : null;

export const isCardRefusal = (because: Explanation): because is CardRefusal =>
  because === 'card-expired' || because === 'card-revoked' || because === 'card-of-minor';

const withCode = (proof: Proof, at: Instant): Proof => ({ ...proof, methods: [...proof.methods, 'sms-code'], at });

/** Every step may end in a refusal; only consent may end in an authentication. */
function answered(event: LoginEvent, allowed?: 'authentication'): Login | null {
  if (event.type !== 'answered') return null;
  if (event.with === 'authentication' && allowed === undefined) return null;
  return { step: 'answered', with: event.with };
}

/** What the service is told when the citizen leaves from this step without an authentication; null when it was told already. */
export function refusalFrom(login: Login): RefusalReason | null {
  switch (login.step) {
    case 'awaiting-password':
    case 'awaiting-code':
    case 'choosing-card-way':
    case 'awaiting-card':
      return 'cancelled';
    case 'awaiting-consent':
      return 'consent-refused';
    case 'refused':
      return TOLD[login.because];
    case 'answered':
      return null;
  }
}

/** What was proven so far; null where nothing was, or where it no longer matters. */
export function proofOf(login: Login): Proof | null {
  return login.step === 'awaiting-code' || login.step === 'awaiting-consent' ? login.proof : null;
}

/** The login as it stands now: time runs out, and means stop proving, without anybody writing it down. */
export function standing(
  login: Login,
  {
    isOver,
    means,
    unproven,
  }: {
    readonly isOver: boolean;
    /** Those of its proof. */
    readonly means: MeansState;
    readonly unproven: Unproven;
  },
): Login {
  if (login.step === 'refused' || login.step === 'answered') return login;
  if (isOver) return { step: 'refused', because: 'timed-out' };
  switch (means) {
    case 'standing':
      return login;
    case 'changed':
      return unproven;
    case 'card-expired':
    case 'card-revoked':
      return { step: 'refused', because: means };
  }
}
