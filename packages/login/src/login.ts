import type { Method, RefusalReason } from '@tessera/assurance';
import type { Instant } from '@tessera/base';
import type { CodeSent } from '@tessera/credentials';
import type { PasswordLevel } from './levels.ts';

/** Who proved to be whom, and how, in this very login. */
export interface Proof {
  /** Our own identifier. */
  readonly citizenId: string;
  readonly methods: readonly Method[];
  /** Of the secrets that were proven: with a new password the proof counts no more. */
  readonly secretsVersion: number;
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
} as const satisfies Readonly<Record<string, RefusalReason>>;
export type Explanation = keyof typeof TOLD;

/** One login, from the service's request to the answer that it gets. */
export type Login = Readonly<
  | { step: 'awaiting-password'; aim: PasswordLevel }
  | { step: 'awaiting-code'; proof: Proof; code: CodeOnItsWay }
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
  /** Someone else sits at this browser: prove again. */
  | { readonly type: 'proof-dropped'; readonly aim: PasswordLevel }
  | { readonly type: 'answered'; readonly with: 'authentication' | RefusalReason };

/** Null means that the event does not belong to this step: a reload, a double click, a second tab, a late reply. */
export function advance(login: Login, event: LoginEvent): Login | null {
  switch (login.step) {
    case 'awaiting-password':
      if (event.type === 'password-proven') return afterPassword(event);
      if (event.type === 'minor-turned-away') return { step: 'refused', because: 'minor', citizenId: event.citizenId };
      if (event.type === 'phone-not-proven') return { step: 'refused', because: 'phone-not-proven' };
      return answered(event);
    case 'awaiting-code':
      if (event.type === 'code-proven') return { step: 'awaiting-consent', proof: withCode(login.proof, event.at) };
      if (event.type === 'code-sent') return { ...login, code: { ...login.code, sending: event.sending } };
      if (event.type === 'settled-for-level-1') return { step: 'awaiting-consent', proof: login.proof };
      if (event.type === 'proof-dropped') return { step: 'awaiting-password', aim: event.aim };
      return answered(event);
    case 'awaiting-consent':
      if (event.type === 'proof-dropped') return { step: 'awaiting-password', aim: event.aim };
      return answered(event, 'authentication');
    case 'refused':
      return answered(event);
    case 'answered':
      return null;
  }
}

const afterPassword = ({ proof, code }: Extract<LoginEvent, { type: 'password-proven' }>): Login =>
  code === null ? { step: 'awaiting-consent', proof } : { step: 'awaiting-code', proof, code };

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

/** The login as it stands now: time runs out, and locked credentials stop proving, without anybody writing it down. */
export function standing(
  login: Login,
  {
    isOver,
    proofHolds,
    aim,
  }: { readonly isOver: boolean; readonly proofHolds: boolean; readonly aim: PasswordLevel | null },
): Login {
  if (login.step === 'refused' || login.step === 'answered') return login;
  if (isOver) return { step: 'refused', because: 'timed-out' };
  return proofHolds || aim === null ? login : { step: 'awaiting-password', aim };
}
