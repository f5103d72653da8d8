import type { Citizen } from './citizen.ts';
import { answerInWords } from './plain-question.ts';
import type { Visit } from './visit.ts';

/** A password within the rules of ACT-29, with nobody's data in it. */
export const NEW_PASSWORD = 'Onda-lunga.2026';

/** From the portal's home page to the first page of the wizard (ACT-01..03). */
export async function openWizard(visit: Visit): Promise<void> {
  const { labels } = visit;
  await visit.go('portal');
  await visit.passBy('portal-home');
  await visit.follow(labels.activateButton);
  await visit.standsAt(labels.activate);
  await visit.passBy('attiva');
  await visit.follow(labels.startActivation);
  await visit.standsAt(labels.chooseHow);
}

/** Ticks the box and waits for the check, or without scripts answers the question in plain words. */
export async function proveNoRobot(visit: Visit): Promise<void> {
  const { page, labels } = visit;
  if (visit.javaScript) {
    await page.getByLabel(labels.notARobot).check();
    await page.getByText(labels.robotPassed).waitFor();
    return;
  }
  const question = page.getByRole('group', { name: 'Risolvi il captcha' });
  const words = await question.locator('label').last().innerText();
  await page.getByLabel(words).fill(answerInWords(words));
}

/** Page 1.1 to the end: whose card it is. */
export async function giveData(
  visit: Visit,
  { fiscalCode, card }: Pick<Citizen, 'fiscalCode'> & { readonly card: Pick<Citizen['card'], 'serial'> },
): Promise<void> {
  const { labels } = visit;
  await visit.go('portal', '/attivazione');
  await visit.passBy('1.1-data');
  await visit.fill(labels.fiscalCode, fiscalCode.toLowerCase());
  await visit.fill(labels.serial, card.serial);
  await proveNoRobot(visit);
  await visit.press(labels.next);
}

/** Page 1.2: types the digits that are asked, as they stand on the receipt, and sends them. */
export async function giveDigits(visit: Visit, puk: string): Promise<void> {
  await fillInDigits(visit, puk);
  await visit.press(visit.labels.next);
}

export async function fillInDigits({ page, labels }: Visit, puk: string): Promise<void> {
  for (const position of [1, 2, 3, 4]) {
    const box = page.getByLabel(labels.digit(position));
    if ((await box.count()) > 0) await box.fill(puk.charAt(position - 1));
  }
}

/** Types a code that came by SMS or e-mail, and sends it. */
export async function giveCode(visit: Visit, code: string): Promise<void> {
  await visit.fill(visit.labels.code, code);
  await visit.press(visit.labels.next);
}

/** Page 1.1 and 1.2: whoever holds the receipt stands before the phone now. */
export async function proveReceipt(visit: Visit, citizen: Citizen): Promise<void> {
  await giveData(visit, citizen);
  await visit.standsAt(visit.labels.pukTitle);
  await visit.passBy('1.2-puk');
  await giveDigits(visit, citizen.card.puk);
}

/** Page 2.1. */
export async function provePhone(visit: Visit, { sms }: Citizen): Promise<void> {
  const { labels } = visit;
  await visit.standsAt(labels.phoneTitle);
  await visit.passBy('2.1-phone');
  await visit.press(labels.next);
  await visit.page.getByLabel(labels.code).waitFor();
  await visit.passBy('2.1-code');
  // Pasted as people paste it.
  await giveCode(visit, (await sms.nextCode()).replace(/^(...)/, '$1 '));
}

/** Page 2.2, left out. */
export async function skipEmail(visit: Visit): Promise<void> {
  await visit.standsAt(visit.labels.emailTitle);
  await visit.passBy('2.2-email');
  await visit.press(visit.labels.skip);
}

/** Page 2.2, with the address on file. */
export async function proveEmail(visit: Visit, { mail }: Citizen): Promise<void> {
  const { labels } = visit;
  await visit.standsAt(labels.emailTitle);
  await visit.passBy('2.2-email');
  await visit.press(labels.next);
  await visit.page.getByLabel(labels.code).waitFor();
  await visit.passBy('2.2-code');
  await giveCode(visit, await mail.nextCode());
}

/** Page 2.3. */
export async function choosePassword(visit: Visit, password = NEW_PASSWORD): Promise<void> {
  const { page, labels } = visit;
  await visit.standsAt(labels.credentialsTitle);
  await visit.passBy('2.3-credentials');
  await page.getByLabel(labels.choosePassword).fill(password);
  await page.getByLabel(labels.repeatPassword).fill(password);
  await page.getByLabel(labels.privacy).check();
  await visit.press(labels.next);
}

/** Page 3 and 4. */
export async function chooseSms(visit: Visit): Promise<void> {
  const { labels } = visit;
  await visit.standsAt(labels.almostThere);
  await visit.passBy('3-configure');
  await visit.press(labels.chooseSms);
  await visit.standsAt(labels.activated);
  await visit.passBy('4-summary-sms');
}

export async function chooseApp(visit: Visit): Promise<void> {
  const { labels } = visit;
  await visit.standsAt(labels.almostThere);
  await visit.press(labels.chooseApp);
  await visit.standsAt(labels.activated);
  await visit.passBy('4-summary-app');
}

/** The whole wizard, by SMS and without an e-mail address. */
export async function activate(visit: Visit, citizen: Citizen): Promise<void> {
  await proveReceipt(visit, citizen);
  await provePhone(visit, citizen);
  await skipEmail(visit);
  await choosePassword(visit);
  await chooseSms(visit);
}
