import { activate, codeSentTo, GOOD_PASSWORD, type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { MINUTE } from '@tessera/base';
import { robotFields, type Visitor, visitor } from '@tessera/web/testing';
import { atPage, type Door, type Fields, hiddenFields, type Standing } from './door.ts';
import type { House } from './house.ts';

/** The password that forgetful people choose. */
export const NEW_PASSWORD = 'Onda-lunga.2026';
const WIZARD = '/attivazione';
const RECOVERY = '/recupera-password';

/** Somebody who walks through the wizard. */
interface Walker {
  readonly browser: Visitor;
  readonly citizen: NewCitizen;
}

/** Stands at a page whose form has these fields beside its hidden ones. */
function at(
  house: House,
  browser: Visitor,
  { page, path = page, fields }: { page: string; path?: string; fields?: () => Fields | Promise<Fields> },
): Standing {
  return {
    browser,
    path,
    form: async () => {
      const { hidden } = await atPage(house, 'portal', page, browser);
      return { ...(await hidden()), ...(await fields?.()) };
    },
  };
}

let walkers = 0;

const walker = async ({ apps, bed }: House): Promise<Walker> => ({
  browser: visitor(apps.portal),
  // Of a range that nobody else here has: one phone has one budget of messages.
  citizen: await newCitizen(bed, { phone: `+39320${String(++walkers).padStart(7, '0')}` }),
});

const atData = (house: House, { browser, citizen: { fiscalCode, serial } }: Walker): Standing =>
  at(house, browser, {
    page: WIZARD,
    fields: async () => ({ fiscalCode, serial, ...(await robotFields(browser)) }),
  });

async function toDigits(house: House): Promise<Walker> {
  const somebody = await walker(house);
  const { path, form } = atData(house, somebody);
  await somebody.browser.post(path, await form());
  return somebody;
}

/** The boxes of the digits that the page asks for. */
async function boxes({ browser, citizen }: Walker): Promise<Fields> {
  const { body } = await browser.get(`${WIZARD}/puk`);
  const asked = [1, 2, 3, 4].filter((position) => body.includes(`name="digit${position}"`));
  return Object.fromEntries(asked.map((position) => [`digit${position}`, citizen.firstHalf.charAt(position - 1)]));
}

async function toPhone(house: House): Promise<Walker> {
  const somebody = await toDigits(house);
  const page = await somebody.browser.get(`${WIZARD}/puk`);
  await somebody.browser.post(`${WIZARD}/puk`, { ...hiddenFields(page.body), ...(await boxes(somebody)) });
  return somebody;
}

async function toPhoneCode(house: House): Promise<Walker> {
  const somebody = await toPhone(house);
  await somebody.browser.post(`${WIZARD}/telefono`);
  return somebody;
}

async function toEmail(house: House): Promise<Walker> {
  const somebody = await toPhoneCode(house);
  const code = codeSentTo(house.sent, somebody.citizen.phone ?? '');
  await somebody.browser.post(`${WIZARD}/telefono/codice`, { code });
  return somebody;
}

async function toEmailCode(house: House): Promise<Walker & { readonly address: string }> {
  const somebody = await toEmail(house);
  const address = `prova.${somebody.citizen.serial.toLowerCase()}@posta.example`;
  await somebody.browser.post(`${WIZARD}/email`, { email: address });
  return { ...somebody, address };
}

async function toPassword(house: House): Promise<Walker> {
  const somebody = await toEmail(house);
  await somebody.browser.post(`${WIZARD}/email/senza`);
  return somebody;
}

const PASSWORDS = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD };

/** Somebody with credentials who forgot the password; the contact's budgets are rested. */
async function forgetful(house: House): Promise<Walker> {
  const somebody = await walker(house);
  await activate(house.bed, somebody.citizen);
  return somebody;
}

const atRecovery = (house: House, { browser, citizen }: Walker): Standing =>
  at(house, browser, {
    page: RECOVERY,
    fields: async () => ({ username: citizen.fiscalCode, via: 'sms', ...(await robotFields(browser)) }),
  });

async function toRecoveryCode(house: House): Promise<Walker> {
  const somebody = await forgetful(house);
  const { path, form } = atRecovery(house, somebody);
  await somebody.browser.post(path, await form());
  return somebody;
}

async function toNewPassword(house: House): Promise<Walker> {
  const somebody = await toRecoveryCode(house);
  await somebody.browser.get(`${RECOVERY}/codice`);
  const code = codeSentTo(house.sent, somebody.citizen.phone ?? '');
  await somebody.browser.post(`${RECOVERY}/codice`, { code });
  return somebody;
}

const door = (url: string, place: string, rest: Pick<Door, 'stand'> & Partial<Door>): Door => ({
  app: 'portal',
  method: 'POST',
  url,
  right: { status: 303, place: new RegExp(`^${place}$`) },
  ...rest,
});

/** One code has just left: the page says when another may. */
const TOO_SOON = /^429 $/;
const CODE_COUNTS = ['one_time_codes', 'rolling_windows'];
const GOOD_CHOICE = { password: GOOD_PASSWORD, passwordAgain: GOOD_PASSWORD, privacy: 'on' };

/** Every form of the portal. */
export const PORTAL_DOORS: readonly Door[] = [
  door(WIZARD, `${WIZARD}/puk`, {
    stand: async (house) => atData(house, await walker(house)),
    free: ['form'],
    counts: ['robot_checks_spent'],
  }),
  {
    app: 'portal',
    method: 'POST',
    url: `${WIZARD}/carta`,
    right: { status: 303, place: /^http:\/\/localhost:\d+\/oidc\/authorize\?/ },
    stand: async (house) => {
      const { browser } = await walker(house);
      const standing = at(house, browser, { page: WIZARD, path: `${WIZARD}/carta` });
      // Sent once already, and come back: each sending is a sign-in of its own.
      await browser.post(standing.path, await standing.form());
      return standing;
    },
    // The last two are of the page's other form.
    free: ['form', 'robot_work', 'robot_question'],
  },
  door(`${WIZARD}/puk`, `${WIZARD}/telefono`, {
    stand: async (house) => {
      const somebody = await toDigits(house);
      return at(house, somebody.browser, { page: `${WIZARD}/puk`, fields: () => boxes(somebody) });
    },
    free: ['form'],
    counts: ['activation_budgets', 'activation_answers'],
    // While the first is being compared: the page of the question, and nothing compared.
    again: /^303 \/attivazione\/puk$/,
  }),
  door(`${WIZARD}/telefono`, `${WIZARD}/telefono/codice`, {
    stand: async (house) => at(house, (await toPhone(house)).browser, { page: `${WIZARD}/telefono` }),
  }),
  door(`${WIZARD}/telefono/codice`, `${WIZARD}/email`, {
    stand: async (house) => {
      const { browser, citizen } = await toPhoneCode(house);
      const fields = () => ({ code: codeSentTo(house.sent, citizen.phone ?? '') });
      return at(house, browser, { page: `${WIZARD}/telefono/codice`, fields });
    },
    counts: CODE_COUNTS,
  }),
  door(`${WIZARD}/telefono/nuovo-codice`, `${WIZARD}/telefono/codice`, {
    stand: async (house) => {
      const { browser } = await toPhoneCode(house);
      house.bed.clock.advance(MINUTE);
      return at(house, browser, { page: `${WIZARD}/telefono/codice`, path: `${WIZARD}/telefono/nuovo-codice` });
    },
    again: TOO_SOON,
  }),
  door(`${WIZARD}/email`, `${WIZARD}/email/codice`, {
    stand: async (house) => {
      const { browser, citizen } = await toEmail(house);
      const fields = () => ({ email: `prova.${citizen.serial.toLowerCase()}@posta.example` });
      return at(house, browser, { page: `${WIZARD}/email`, fields });
    },
  }),
  door(`${WIZARD}/email/senza`, `${WIZARD}/credenziali`, {
    stand: async (house) =>
      at(house, (await toEmail(house)).browser, { page: `${WIZARD}/email`, path: `${WIZARD}/email/senza` }),
  }),
  door(`${WIZARD}/email/codice`, `${WIZARD}/credenziali`, {
    stand: async (house) => {
      const { browser, address } = await toEmailCode(house);
      const fields = () => ({ code: codeSentTo(house.sent, address) });
      return at(house, browser, { page: `${WIZARD}/email/codice`, fields });
    },
    counts: CODE_COUNTS,
  }),
  door(`${WIZARD}/email/nuovo-codice`, `${WIZARD}/email/codice`, {
    stand: async (house) => {
      const { browser } = await toEmailCode(house);
      house.bed.clock.advance(MINUTE);
      return at(house, browser, { page: `${WIZARD}/email/codice`, path: `${WIZARD}/email/nuovo-codice` });
    },
    again: TOO_SOON,
  }),
  door(`${WIZARD}/credenziali`, `${WIZARD}/configura`, {
    stand: async (house) =>
      at(house, (await toPassword(house)).browser, { page: `${WIZARD}/credenziali`, fields: () => GOOD_CHOICE }),
  }),
  door(`${WIZARD}/configura`, `${WIZARD}/riepilogo`, {
    stand: async (house) => {
      const { browser } = await toPassword(house);
      await browser.post(`${WIZARD}/credenziali`, GOOD_CHOICE);
      return at(house, browser, { page: `${WIZARD}/configura`, fields: () => ({ secondFactor: 'sms' }) });
    },
  }),
  door(`${WIZARD}/altro-tempo`, `${WIZARD}/telefono`, {
    stand: async (house) =>
      at(house, (await toPhone(house)).browser, { page: `${WIZARD}/telefono`, path: `${WIZARD}/altro-tempo` }),
  }),
  door(RECOVERY, `${RECOVERY}/codice`, {
    stand: async (house) => atRecovery(house, await forgetful(house)),
    free: ['form'],
    counts: ['robot_checks_spent'],
  }),
  door(`${RECOVERY}/codice`, `${RECOVERY}/nuova-password`, {
    stand: async (house) => {
      const { browser, citizen } = await toRecoveryCode(house);
      const fields = () => ({ code: codeSentTo(house.sent, citizen.phone ?? '') });
      return at(house, browser, { page: `${RECOVERY}/codice`, fields });
    },
    counts: CODE_COUNTS,
  }),
  door(`${RECOVERY}/nuovo-codice`, `${RECOVERY}/codice\\?esito=inviato`, {
    stand: async (house) => {
      const { browser } = await toRecoveryCode(house);
      house.bed.clock.advance(MINUTE);
      return at(house, browser, { page: `${RECOVERY}/codice`, path: `${RECOVERY}/nuovo-codice` });
    },
    again: /^303 \/recupera-password\/codice\?esito=presto$/,
  }),
  door(`${RECOVERY}/nuova-password`, `${RECOVERY}/fatto`, {
    stand: async (house) =>
      at(house, (await toNewPassword(house)).browser, { page: `${RECOVERY}/nuova-password`, fields: () => PASSWORDS }),
    free: ['form'],
  }),
  door(`${RECOVERY}/altro-tempo`, `${RECOVERY}/codice`, {
    stand: async (house) => {
      const { browser } = await toRecoveryCode(house);
      // At once there is nothing to give.
      house.bed.clock.advance(MINUTE);
      return at(house, browser, { page: `${RECOVERY}/codice`, path: `${RECOVERY}/altro-tempo` });
    },
  }),
];
