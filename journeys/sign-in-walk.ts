import { expect } from 'vitest';
import type { Citizen } from './citizen.ts';
import type { Visit } from './visit.ts';

/** A service of the country: the Comune's Stanza del Cittadino, or the school. */
export type ServiceApp = 'service' | 'school';
export type AskedLevel = 1 | 2 | 3;

/** From the Comune's home page to the first page of Entra con CIE, at level 2 (SVC-01, SVC-02). */
export async function askToEnter(visit: Visit, app: ServiceApp = 'service'): Promise<void> {
  const { labels } = visit;
  await visit.go(app);
  await visit.passBy('service-home');
  await visit.follow(labels.enterArea);
  await visit.standsAt(labels.access);
  await visit.passBy('service-access');
  await visit.follow(labels.access);
  await visit.standsAt(labels.entraTitle);
  await visit.passBy('service-entra');
  await visit.press('Entra con CIE');
}

/** The same from the page for developers, which can ask for any level, for fresh credentials, and to read again later. */
export async function askToEnterWith(
  visit: Visit,
  wish: { readonly level: AskedLevel; readonly fresh?: boolean; readonly offline?: boolean },
  app: ServiceApp = 'service',
): Promise<void> {
  const { page, labels } = visit;
  await visit.go(app, '/sviluppatori');
  await visit.passBy('service-developers');
  await page.getByLabel(labels.level(wish.level)).check();
  if (wish.fresh === true) await page.getByLabel(labels.askFresh).check();
  if (wish.offline === true) await page.getByLabel(labels.askOffline).check();
  await visit.press('Entra con CIE');
}

/** "Entra con le tue credenziali CIE". */
export async function giveCredentials(visit: Visit, username: string, password: string): Promise<void> {
  const { page, labels } = visit;
  await page.getByLabel(labels.username).fill(username);
  await page.getByLabel(labels.password, { exact: true }).fill(password);
  await visit.press(labels.proceed);
}

/** The code of level 2, typed on the sign-in page. */
export async function giveSignInCode(visit: Visit, code: string): Promise<void> {
  const { page, labels } = visit;
  await page.getByLabel(labels.code, { exact: true }).fill(code);
  await visit.press(labels.proceed);
}

/** Stands before the page that asks for the code. */
export async function beforeCode({ page, labels }: Visit): Promise<void> {
  await page.getByRole('heading', { level: 2, name: labels.codeHeading, exact: true }).waitFor();
}

/** The data about to leave are shown as they are, and no others (CON-01..03, T-PRV-04). */
export async function readConsent(visit: Visit, level: AskedLevel, citizen: Citizen): Promise<void> {
  const { page, labels } = visit;
  await visit.standsAt(labels.consentTitle(level));
  await visit.passBy(`consent-${level}`);
  const shown = await page.getByRole('definition').allInnerTexts();
  expect(shown).toHaveLength(4);
  const [givenName, familyName, birthDate, fiscalCode] = shown;
  expect([givenName, familyName, fiscalCode]).toEqual([citizen.givenName, citizen.familyName, citizen.fiscalCode]);
  expect(birthDate).toContain(citizen.birthDate);
}

/** The service has received the four data and says at which level (SVC-04, CON-05). */
export async function hasArrived(visit: Visit, level: AskedLevel, citizen: Citizen): Promise<void> {
  const { page, labels } = visit;
  await visit.standsAt('Stanza del Cittadino');
  await visit.reads(labels.arrived);
  await visit.passBy(`area-${level}`);
  const data = await page.getByRole('definition').allInnerTexts();
  expect(data).toEqual(expect.arrayContaining([citizen.givenName, citizen.familyName, citizen.fiscalCode]));
  expect(data).toContain(labels.level(level));
}

/** Level 2 from the Comune's home page into the personal area. */
export async function signInAtLevel2(
  visit: Visit,
  citizen: Citizen,
  password: string,
  app: ServiceApp = 'service',
): Promise<void> {
  const { labels } = visit;
  await askToEnter(visit, app);
  await visit.standsAt(labels.requestTitle(2));
  await visit.passBy('credentials-2');
  await giveCredentials(visit, citizen.fiscalCode, password);
  await beforeCode(visit);
  await visit.passBy('sign-in-code');
  await giveSignInCode(visit, await citizen.sms.nextCode());
  await readConsent(visit, 2, citizen);
  await visit.press(labels.agree);
  await hasArrived(visit, 2, citizen);
}
