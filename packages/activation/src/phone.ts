import type { Ground } from '@tessera/base';
import { type CodeConfirmation, type CodeSending, confirmCode, sendStepCode } from './code.ts';
import type { Entered } from './doors.ts';

/** Sends a code to the number on file: by SMS, bound to the portal's host (ACT-20, ACT-22). */
export function sendPhoneCode(ground: Ground, activation: Entered<'phone'>, host: string): Promise<CodeSending> {
  const { holder } = activation.state;
  return sendStepCode(ground, activation, {
    purpose: 'activation-phone',
    to: { kind: 'sms', address: holder.phone },
    what: 'forActivation',
    host,
    next: (code) => ({ step: 'phone-code', holder, code }),
  });
}

/** Compares a typed code with the one that was sent to the phone (ACT-21). */
export function confirmPhone(
  ground: Ground,
  activation: Entered<'phone-code'>,
  typed: string,
): Promise<CodeConfirmation> {
  const { holder } = activation.state;
  return confirmCode(ground, activation, typed, {
    purpose: 'activation-phone',
    next: { step: 'email', holder },
    event: { act: 'activation.phone-proven', rule: 'ACT-21' },
  });
}
