import { activate, type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { DAY } from '@tessera/base';
import { suspend } from '@tessera/credentials';
import { revokeCard } from '@tessera/issuance';
import { robotFields, type Visitor, visitor } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hiddenFields } from './every-door/door.ts';
import { type House, openHouse } from './every-door/house.ts';
import { toCredentials } from './every-door/idp-doors.ts';

/** Names of every fate. To strangers they must look as one. */
interface Fates {
  readonly active: NewCitizen;
  readonly neverActivated: NewCitizen;
  readonly suspended: NewCitizen;
  readonly revoked: NewCitizen;
  readonly minor: NewCitizen;
  readonly child: NewCitizen;
  readonly phoneless: NewCitizen;
}

const NOBODY = { fiscalCode: 'RSSMRA85T10A562S', serial: 'CZ99999ZZ' };

let house: House;
let fates: Fates;
let phones = 0;
beforeAll(async () => {
  house = await openHouse();
  const { bed } = house;
  const citizen = (wanted: Parameters<typeof newCitizen>[1] = {}) =>
    newCitizen(bed, { phone: `+39327${String(++phones).padStart(7, '0')}`, ...wanted });
  fates = {
    active: await citizen(),
    neverActivated: await citizen(),
    suspended: await citizen(),
    revoked: await citizen(),
    minor: await citizen({ birthDate: '2012-05-05' }),
    child: await citizen({ birthDate: '2023-05-05' }),
    phoneless: await citizen({ phone: null }),
  };
  for (const { serial, citizenId } of [fates.active, fates.suspended, fates.revoked, fates.minor]) {
    await activate(bed, Object.values(fates).find((one: NewCitizen) => one.serial === serial) ?? fates.active);
    if (citizenId === fates.suspended.citizenId) await suspend(bed, citizenId);
  }
  await revokeCard(bed, fates.revoked.serial, 'lost');
});
afterAll(async () => {
  expect(house.bugs).toEqual([]);
  await house.close();
});

/** All that a stranger sees of an answer, without what is drawn anew each time and what was typed. */
function seen({ statusCode, headers, body }: LightMyRequestResponse, typed: readonly string[]) {
  const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => cookie.replaceAll(DRAWN, '*'));
  const { date, 'set-cookie': _cookies, location, ...rest } = headers;
  const place = String(location ?? '').replaceAll(DRAWN, '*');
  const words = typed.reduce((text, name) => text.replaceAll(name, 'NAME'), body).replaceAll(DRAWN, '*');
  return { statusCode, headers: rest, order: Object.keys(headers), cookies, place, body: withoutQuestion(words) };
}
const DRAWN = /[\w-]{43}(?:\.\d+\.[\w-]{43})?|[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** The digits that are asked follow from the pair, and the question for a robot from chance; their number of bytes too. */
const withoutQuestion = (body: string): string =>
  body
    .replaceAll(/<div class="digit-row">.*?<\/div>/gs, '')
    .replaceAll(/la \d° e \d° cifra/g, '')
    .replaceAll(/digit[1-4]/g, 'digit')
    .replaceAll(/<label for="robot_answer">.*?<\/label>/gs, '');

/** What is seen, and what the machine did for it. */
async function observed(typed: readonly string[], send: () => Promise<LightMyRequestResponse>) {
  const { statements } = house.breakable;
  statements.length = 0;
  const answer = await send();
  const { 'content-length': _length, ...headers } = answer.headers;
  return { ...seen(Object.assign(answer, { headers }), typed), statements: [...statements] };
}

// The failures of the test before are forgotten: the three names of a citizen are counted as one (promise 5).
beforeEach(() => house.bed.clock.advance(2 * DAY));

describe('the password page', () => {
  const attempts = async (username: string, password: string) => {
    const guest = await toCredentials(house);
    const answers = [];
    for (let i = 0; i < 7; i++) {
      const { body } = await guest.browser.get(`${guest.login}/credentials`);
      const fields = { ...hiddenFields(body), username, password };
      answers.push(await observed([username], () => guest.browser.post(`${guest.login}/credentials`, fields)));
    }
    return answers;
  };

  it.each(['fiscalCode', 'serial'] as const)(
    'T-LOG-04 promise 7 answers every %s alike: status, bytes, headers, statements, hashes, seven times in a row',
    async (name) => {
      const expected = await attempts(NOBODY[name], 'Sbagliata-9-xx');
      expect(expected.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422, 422, 429, 429]);
      // One comparison for whoever may try, none for whoever has to wait.
      expect(expected.map(({ statements }) => statements.filter((one) => one.startsWith('a password')).length)).toEqual(
        [1, 1, 1, 1, 1, 0, 0],
      );
      for (const [fate, citizen] of Object.entries(fates)) {
        const answers = await attempts(citizen[name], 'Sbagliata-9-xx');
        expect(answers, fate).toEqual(expected);
      }
    },
  );

  it('T-LOG-04 an empty password, a long one and an unknown address cost and say the same', async () => {
    const guest = await toCredentials(house);
    const once = async (username: string, password: string) => {
      const { body } = await guest.browser.get(`${guest.login}/credentials`);
      const fields = { ...hiddenFields(body), username, password };
      return observed([username], () => guest.browser.post(`${guest.login}/credentials`, fields));
    };
    const expected = await once(fates.active.fiscalCode, 'Sbagliata-9-xx');
    expect(await once(fates.active.fiscalCode, '')).toEqual(expected);
    expect(await once(NOBODY.fiscalCode, '')).toEqual(expected);
    expect(await once(fates.suspended.fiscalCode, 'x'.repeat(1024))).toEqual(expected);
  });
});

describe('the wizard', () => {
  const walk = async ({ fiscalCode, serial }: { readonly fiscalCode: string; readonly serial: string }) => {
    const browser = visitor(house.apps.portal);
    const typed = [fiscalCode, serial];
    const answers = [];
    const start = await browser.get('/attivazione');
    const form = { ...hiddenFields(start.body), fiscalCode, serial, ...(await robotFields(browser)) };
    answers.push(await observed(typed, () => browser.post('/attivazione', form)));
    for (let i = 0; i < 4; i++) {
      answers.push(await observed(typed, () => browser.get('/attivazione/puk')));
      answers.push(await observed(typed, () => answerBadly(browser)));
    }
    return answers;
  };

  /** Answers the question with a digit that stands twice in nobody's half. */
  async function answerBadly(browser: Visitor): Promise<LightMyRequestResponse> {
    const { body } = await browser.get('/attivazione/puk');
    const asked = [1, 2, 3, 4].filter((position) => body.includes(`name="digit${position}"`));
    const digits = Object.fromEntries(asked.map((position) => [`digit${position}`, wrongDigit]));
    return browser.post('/attivazione/puk', { ...hiddenFields(body), ...digits });
  }
  let wrongDigit = '0';

  it('T-ACT-07 promise 7 asks, counts and refuses every pair alike: status, bytes, headers, statements', async () => {
    const halves = Object.values(fates).map(({ firstHalf }: NewCitizen) => firstHalf);
    wrongDigit =
      [...'0123456789'].find((digit) => !halves.some((half) => new RegExp(`${digit}.*${digit}`).test(half))) ?? '0';
    const expected = await walk(NOBODY);
    expect(expected.map(({ statusCode }) => statusCode)).toEqual([303, ...Array(4).fill([200, 422]).flat()]);
    for (const [fate, pair] of Object.entries({
      ...fates,
      'serial of another': { ...fates.active, serial: fates.minor.serial },
      'tax code of nobody': { ...fates.active, fiscalCode: NOBODY.fiscalCode },
    })) {
      expect(await walk(pair), fate).toEqual(expected);
    }
  });
});

describe('the recovery of a password', () => {
  const walk = async (username: string) => {
    const browser = visitor(house.apps.portal);
    const answers: Awaited<ReturnType<typeof observed>>[] = [];
    const see = async (send: () => Promise<LightMyRequestResponse>) => {
      answers.push(await observed([username], send));
    };
    const start = await browser.get('/recupera-password');
    const form = { ...hiddenFields(start.body), username, via: 'sms', ...(await robotFields(browser)) };
    await see(() => browser.post('/recupera-password', form));
    await see(() => browser.get('/recupera-password/codice'));
    await see(() => browser.post('/recupera-password/nuovo-codice'));
    for (let i = 0; i < 6; i++) await see(() => browser.post('/recupera-password/codice', { code: '000000' }));
    await see(() => browser.get('/recupera-password/nuova-password'));
    return answers;
  };

  it.each(['fiscalCode', 'serial'] as const)(
    'promise 7 answers every %s alike, step by step: status, bytes, headers, statements',
    async (name) => {
      const [asked, ...expected] = await walk(NOBODY[name]);
      for (const [fate, citizen] of Object.entries(fates)) {
        const [askedToo, ...answers] = await walk(citizen[name]);
        expect(answers, fate).toEqual(expected);
        expect({ ...askedToo, statements: [] }, fate).toEqual({ ...asked, statements: [] });
        // Where a message leaves, four statements put it into the outbox: a fraction of the five milliseconds.
        const more = (askedToo?.statements.length ?? 0) - (asked?.statements.length ?? 0);
        expect(more, fate).toBeLessThanOrEqual(4);
      }
    },
  );
});
