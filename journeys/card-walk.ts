import { askToEnterWith } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

/** From the service's page for developers to the choice of how the card is read, at level 3 (IDP-16 to IDP-20). */
export async function askWithCard(visit: Visit): Promise<void> {
  await askToEnterWith(visit, { level: 3 });
  await visit.standsAt(visit.labels.requestTitle(3));
  await visit.press('Prosegui con computer');
  await visit.passBy('card-computer');
}

/** On to Software CIE, which says who asks; where no script runs, the citizen sends the request on by hand. */
export async function openSoftwareCie(visit: Visit): Promise<void> {
  await visit.press('Apri Software CIE');
  if (!visit.javaScript) await visit.press('Continua');
  await visit.standsAt('Entra con la tua carta');
}

/** The PIN in Software CIE, all eight digits. */
export async function givePin(visit: Visit, pin: string): Promise<void> {
  await visit.fill('PIN di 8 cifre', pin);
  await visit.press('Entra');
}

/** Wrong in every digit. */
export const wrongCode = (code: string): string => code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
