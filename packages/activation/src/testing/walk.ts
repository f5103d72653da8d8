import type { Ground, OutgoingMessage } from '@tessera/base';
import type { SecondFactor } from '../activation.ts';
import { goOnWithoutEmail } from '../email.ts';
import { choosePassword } from '../password.ts';
import { confirmPhone, sendPhoneCode } from '../phone.ts';
import { finishActivation, type SwitchOnResult } from '../switch-on.ts';
import { entered, provenInNewBrowser } from './answers.ts';
import { codeSentTo, type NewCitizen } from './people.ts';

type Bed = Ground & { readonly sent: OutgoingMessage[] };

export const GOOD_PASSWORD = 'Granita-al-7-limone';

/** Proves the phone. */
export async function provePhone(bed: Bed, token: string, phone: string): Promise<void> {
  await sendPhoneCode(bed, await entered(bed, token, 'phone'), 'portal.example');
  const check = await confirmPhone(bed, await entered(bed, token, 'phone-code'), codeSentTo(bed.sent, phone));
  if (check.outcome !== 'accepted') throw new Error(`the right code was answered with ${check.outcome}`);
}

/** Everything before the choice of step 3, without e-mail. Returns the browser's cookie. */
export async function walkToSecondFactor(bed: Bed, citizen: NewCitizen): Promise<{ token: string }> {
  const { token } = await provenInNewBrowser(bed, citizen);
  await provePhone(bed, token, citizen.phone ?? '');
  await goOnWithoutEmail(bed, await entered(bed, token, 'email'));
  const choice = await choosePassword(bed, await entered(bed, token, 'password'), GOOD_PASSWORD);
  if (choice.outcome !== 'chosen') throw new Error(`the password was answered with ${choice.outcome}`);
  return { token };
}

/** The whole way. */
export async function activate(
  bed: Bed,
  citizen: NewCitizen,
  secondFactor: SecondFactor = 'sms',
): Promise<{ token: string; result: SwitchOnResult }> {
  const { token } = await walkToSecondFactor(bed, citizen);
  const result = await finishActivation(bed, await entered(bed, token, 'second-factor'), secondFactor);
  return { token, result };
}
