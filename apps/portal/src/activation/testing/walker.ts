import { codeSentTo, GOOD_PASSWORD, type NewCitizen, wrongHalf } from '@tessera/activation/testing';
import type { Visitor, VisitorOptions } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import { atTheStart, formName, type WizardServer } from './wizard-server.ts';

type Pair = Pick<NewCitizen, 'fiscalCode' | 'serial'>;

/** Step 1.1, sent from a browser of its own. */
export async function begin(
  { server }: WizardServer,
  { fiscalCode, serial }: Pair,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const { browser, robot, form } = await atTheStart(server, options);
  const answer = await browser.post('/attivazione', { form, fiscalCode, serial, ...robot });
  if (answer.headers['location'] !== '/attivazione/puk') throw new Error(`step 1.1 answered ${answer.statusCode}`);
  return browser;
}

/** The fields of step 1.2 for a half, as the page asks for them. */
export async function digitFields(browser: Visitor, half: string): Promise<Record<string, string>> {
  const { body } = await browser.get('/attivazione/puk');
  const asked = [1, 2, 3, 4].filter((position) => body.includes(`name="digit${position}"`));
  const boxes = asked.map((position) => [`digit${position}`, half.charAt(position - 1)]);
  return { form: formName(body), ...Object.fromEntries(boxes) };
}

export const answer = async (browser: Visitor, half: string): Promise<LightMyRequestResponse> =>
  browser.post('/attivazione/puk', await digitFields(browser, half));

export const answerWrongly = (browser: Visitor, { firstHalf }: NewCitizen): Promise<LightMyRequestResponse> =>
  answer(browser, wrongHalf(firstHalf));

/** Up to the phone's page. */
export async function proveDigits(wizard: WizardServer, citizen: NewCitizen): Promise<Visitor> {
  const browser = await begin(wizard, citizen);
  await answer(browser, citizen.firstHalf);
  return browser;
}

/** Up to the page of the address. */
export async function provePhone(wizard: WizardServer, citizen: NewCitizen): Promise<Visitor> {
  const browser = await proveDigits(wizard, citizen);
  await browser.post('/attivazione/telefono');
  await browser.post('/attivazione/telefono/codice', { code: codeSentTo(wizard.bed.sent, citizen.phone ?? '') });
  return browser;
}

export const PASSWORD_FORM = { password: GOOD_PASSWORD, passwordAgain: GOOD_PASSWORD, privacy: 'on' };

/** Up to the choice of step 3. */
export async function choosePassword(wizard: WizardServer, citizen: NewCitizen): Promise<Visitor> {
  const browser = await provePhone(wizard, citizen);
  await browser.post('/attivazione/email/senza');
  await browser.post('/attivazione/credenziali', PASSWORD_FORM);
  return browser;
}
