import type { AuditEvent, Ground, Instant } from '@tessera/base';
import {
  type CodeCheck,
  type CodePurpose,
  type Contact,
  codeMessage,
  redeemOneTimeCode,
  sendCode,
} from '@tessera/credentials';
import type { Activation, SentCode } from './activation.ts';
import { findById } from './activation-store.ts';
import { citizenOf } from './citizen-of.ts';
import { type Known, moveIn } from './move.ts';
import { messageTexts } from './texts.ts';

export type CodeSending =
  | { readonly outcome: 'sent' }
  /** One message in 60 s, five in an hour for each contact. */
  | { readonly outcome: 'wait' | 'too-many'; readonly until: Instant }
  /** Another tab was faster: look at where the activation stands. */
  | { readonly outcome: 'moved' };

export type CodeConfirmation = CodeCheck | { readonly outcome: 'moved' };

type Purpose = Extract<CodePurpose, `activation-${string}`>;

/** Sends a code in the citizen's language and moves on to the step that asks for it: one act. */
export async function sendStepCode(
  ground: Ground,
  activation: Activation<Known>,
  sending: {
    readonly purpose: Purpose;
    readonly to: Contact;
    /** What the code is for. */
    readonly what: 'forActivation' | 'forEmail';
    readonly host: string;
    readonly next: (code: SentCode) => Known;
  },
): Promise<CodeSending> {
  const { purpose, to, what, host, next } = sending;
  const { id, language } = await citizenOf(ground, activation.state.holder);
  const text = { language, host, purpose: messageTexts(language)(what) };
  return ground.database.transaction(async (sql) => {
    const sent = await sendCode(sql, ground, {
      purpose,
      flow: activation.id,
      citizenId: id,
      to,
      compose: (code) => codeMessage(to, code, text),
    });
    if (sent.outcome !== 'sent') return sent;
    const { expiresAt, resendAt } = sent;
    return { outcome: (await moveIn(sql, ground, activation, next({ expiresAt, resendAt }))) ? 'sent' : 'moved' };
  });
}

/** Compares a typed code with the one that was sent for this activation. Using it up and moving on is one act. */
export async function confirmCode(
  ground: Ground,
  activation: Activation<Known>,
  typed: string,
  right: { readonly purpose: Purpose; readonly next: Known; readonly event: AuditEvent },
): Promise<CodeConfirmation> {
  const { purpose, next, event } = right;
  let moved = false;
  const check = await redeemOneTimeCode(ground, { purpose, flow: activation.id }, typed, async (sql) => {
    moved = await moveIn(sql, ground, activation, next, event);
  });
  if (check.outcome === 'accepted') return moved ? check : { outcome: 'moved' };
  // Used up already: by this very code, on a second click, it has done its work.
  const now = await findById(ground.database, ground.keys, activation.id);
  return now !== null && now.state.step !== activation.state.step ? { outcome: 'moved' } : check;
}
