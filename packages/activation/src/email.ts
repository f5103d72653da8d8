import type { Ground } from '@tessera/base';
import { contactsOf } from '@tessera/credentials';
import { type CodeConfirmation, type CodeSending, confirmCode, sendStepCode } from './code.ts';
import type { Entered } from './doors.ts';
import { move } from './move.ts';

/** The address that the desk recorded; null when it has none and one may be typed in (ACT-23). */
export async function emailOnFile(
  { database, keys }: Ground,
  { state }: Entered<'email' | 'email-code'>,
): Promise<string | null> {
  const { email } = await contactsOf(database, keys, state.holder.citizenId);
  return email;
}

/**
 * Sends a code to an address, which is from then on the one that this activation proves (ACT-25).
 *
 * `typed` is used only where no address is on file: what the desk recorded is not replaced from here (T-ACT-18).
 */
export async function sendEmailCode(
  ground: Ground,
  activation: Entered<'email'>,
  typed: string | null,
  host: string,
): Promise<CodeSending | { readonly outcome: 'no-address' }> {
  const { holder } = activation.state;
  const email = (await emailOnFile(ground, activation)) ?? typed;
  if (email === null) return { outcome: 'no-address' };
  return sendStepCode(ground, activation, {
    purpose: 'activation-email',
    to: { kind: 'email', address: email },
    what: 'forEmail',
    host,
    next: (code) => ({ step: 'email-code', holder, email, code }),
  });
}

/** Compares a typed code with the one that was sent to the address. */
export function confirmEmail(
  ground: Ground,
  activation: Entered<'email-code'>,
  typed: string,
): Promise<CodeConfirmation> {
  const { holder, email } = activation.state;
  return confirmCode(ground, activation, typed, {
    purpose: 'activation-email',
    next: { step: 'password', holder, email },
    event: { act: 'activation.email-proven', rule: 'ACT-25' },
  });
}

/** The citizen goes on without an address (ACT-23, ACT-24). False when another tab moved first. */
export function goOnWithoutEmail(ground: Ground, activation: Entered<'email'>): Promise<boolean> {
  const { holder } = activation.state;
  const event = { act: 'activation.email-left-out', rule: 'ACT-23' };
  return move(ground, activation, { step: 'password', holder, email: null }, event);
}
