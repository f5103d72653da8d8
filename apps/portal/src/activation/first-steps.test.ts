import { type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { revokeCard } from '@tessera/issuance';
import { visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, answerWrongly, begin, choosePassword, digitFields } from './testing/walker.ts';
import { atTheStart, formName, type WizardServer, wizardServer } from './testing/wizard-server.ts';

let wizard: WizardServer;
beforeEach(async () => {
  wizard = await wizardServer();
});
afterEach(async () => {
  await wizard.close();
  expect(wizard.bugs).toEqual([]);
});

const acts = async (act: string): Promise<number> =>
  (await wizard.bed.events()).filter((event) => event.act === act).length;

describe('step 1.1', () => {
  it('ACT-11 takes lower case and blanks, and writes them back when something else is wrong', async () => {
    const citizen = await newCitizen(wizard.bed);
    const { browser, robot } = await atTheStart(wizard.server);
    const spelled = ` ${citizen.fiscalCode.toLowerCase()} `;
    const refused = await browser.post('/attivazione', { fiscalCode: spelled, serial: 'CA0000', ...robot });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(`value="${citizen.fiscalCode}"`);
    expect(refused.body).toContain('Inserisci il numero di serie come CA00000AA');
  });

  // The robot check used to be told only once the other fields were right.
  it('ACT-11 tells everything that is missing at once, and an answer to the robot check is kept', async () => {
    const { browser, robot } = await atTheStart(wizard.server);
    const empty = await browser.post('/attivazione', {});
    for (const words of [
      'Inserisci il codice fiscale',
      'Inserisci il numero di serie',
      'Conferma che non sei un robot',
    ]) {
      expect(empty.body.split(words).length, words).toBeGreaterThan(2);
    }
    const answered = await browser.post('/attivazione', { ...robot });
    expect(answered.body).not.toContain('Conferma che non sei un robot');
    expect(answered.body).toContain(`name="robot_work" value="${robot['robot_work']}"`);
    const { fiscalCode, serial } = await newCitizen(wizard.bed);
    const { headers } = await browser.post('/attivazione', { fiscalCode, serial, ...robot });
    expect(headers['location']).toBe('/attivazione/puk');
  });

  it('T-ACT-10 is refused without the robot check, in words that say what to do', async () => {
    const citizen = await newCitizen(wizard.bed);
    const { browser } = await atTheStart(wizard.server);
    const { fiscalCode, serial } = citizen;
    const refused = await browser.post('/attivazione', { fiscalCode, serial });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Conferma che non sei un robot');
  });

  it('T-ACT-09 takes one robot check once, also fifty times at once, and in its own browser alone', async () => {
    const { browser, robot } = await atTheStart(wizard.server);
    const citizens: NewCitizen[] = [];
    for (let i = 0; i < 20; i++) citizens.push(await newCitizen(wizard.bed));
    const other = await atTheStart(wizard.server);
    const [first] = citizens;
    if (first === undefined) throw new Error('nobody');
    const foreign = { fiscalCode: first.fiscalCode, serial: first.serial, ...robot };
    expect((await other.browser.post('/attivazione', foreign)).statusCode).toBe(422);
    const sent = await Promise.all(
      citizens.map(({ fiscalCode, serial }) => browser.post('/attivazione', { fiscalCode, serial, ...robot })),
    );
    expect(sent.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  it('T-ACT-17 the same form sent twice begins one activation, and both answers go on', async () => {
    const { fiscalCode, serial } = await newCitizen(wizard.bed);
    const { browser, robot, form } = await atTheStart(wizard.server);
    const fields = { form, fiscalCode, serial, ...robot };
    for (let i = 0; i < 2; i++) {
      expect((await browser.post('/attivazione', fields)).headers['location']).toBe('/attivazione/puk');
    }
    expect(await acts('activation.began')).toBe(1);
  });

  it.each(['fiscalCode=A&fiscalCode=B', 'fiscalCode[]=A', 'serial=%FF', `serial=${'A'.repeat(70_000)}`])(
    'promise 26 a body that no page of ours sends is refused, and nothing begins (%#)',
    async (payload) => {
      const { browser } = await atTheStart(wizard.server);
      const token = /name="form_token" value="([^"]+)"/.exec((await browser.get('/attivazione')).body)?.[1] ?? '';
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const refused = await wizard.server.inject({
        method: 'POST',
        url: '/attivazione',
        payload: `${payload}&form_token=${token}`,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(refused.statusCode).toBeGreaterThanOrEqual(400);
      expect(refused.statusCode).toBeLessThan(500);
      expect(await acts('activation.began')).toBe(0);
    },
  );
});

describe('step 1.2', () => {
  it('ACT-13 ACT-14 asks two of the first four digits, among eight', async () => {
    const browser = await begin(wizard, await newCitizen(wizard.bed));
    const { body } = await browser.get('/attivazione/puk');
    const [, first, second] =
      /Inserisci la ([1-3])° e ([2-4])° cifra della prima parte del codice PUK/.exec(body) ?? [];
    expect(Number(first)).toBeLessThan(Number(second));
    // Open are those that the question names, in their places; the second half stays masked.
    const row = Array.from(body.matchAll(/<span class="digit"[^>]*>(.*?)<\/span>/gs), ([, shown = '']) =>
      shown.includes('<input') ? /name="digit(\d)"/.exec(shown)?.[1] : shown.trim(),
    );
    const places = ['1', '2', '3', '4', '5', '6', '7', '8'];
    expect(row).toEqual(places.map((place) => (place === first || place === second ? place : '*')));
  });

  it('T-ACT-08 answers 400 to whatever is no digit, and counts nothing', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await begin(wizard, citizen);
    const right = await digitFields(browser, citizen.firstHalf);
    const [, first = '', second = ''] = Object.keys(right);
    const digit = right[second] ?? '';
    const unasked = [1, 2, 3, 4].map((position) => `digit${position}`).find((name) => !(name in right)) ?? '';
    for (const boxes of [
      {},
      { [first]: '1' },
      { [first]: '', [second]: digit },
      { [first]: '12', [second]: digit },
      { [first]: '٣', [second]: digit },
      { [first]: '３', [second]: digit },
      { [first]: '-1', [second]: digit },
      { [first]: '0x1', [second]: digit },
      { [first]: '9'.repeat(300), [second]: digit },
      { [first]: digit, [unasked]: digit },
      { ...right, [unasked]: '1' },
    ]) {
      const refused = await browser.post('/attivazione/puk', { form: right['form'] ?? '', ...boxes });
      expect(refused.statusCode, JSON.stringify(boxes)).toBe(400);
      expect(refused.body).toContain('Scrivi una cifra da 0 a 9 in ogni casella');
    }
    expect(await acts('activation.guess-counted')).toBe(0);
  });

  it('T-ACT-02 ACT-16 closes after five wrong answers, and a right sixth gets the same page', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await begin(wizard, citizen);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await answerWrongly(browser, citizen)).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422]);
    const ready = await digitFields(browser, citizen.firstHalf);
    const fifth = await answerWrongly(browser, citizen);
    const sixth = await browser.post('/attivazione/puk', ready);
    expect([fifth.statusCode, sixth.statusCode]).toEqual([403, 403]);
    expect(withoutTokens(sixth.body)).toBe(withoutTokens(fifth.body));
    expect((await browser.get('/attivazione/puk')).body).toContain('L’attivazione con le cifre del PUK è chiusa');
  });

  it('T-ACT-17 a double click on the right digits goes on, whichever answer the browser keeps', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await begin(wizard, citizen);
    const fields = await digitFields(browser, citizen.firstHalf);
    const answers = await Promise.all([1, 2].map(() => browser.post('/attivazione/puk', fields)));
    const cookies = answers.flatMap((one) => one.cookies.map(({ value }) => value));
    expect(new Set(cookies).size).toBe(1);
    expect((await browser.get('/attivazione/telefono')).statusCode).toBe(200);
  });

  it('T-ACT-07 shows the same bytes for every kind of card, before and after wrong digits', async () => {
    const { bed } = wizard;
    const existing = await newCitizen(bed);
    const expired = await newCitizen(bed, { expiresOn: '2026-01-01' });
    const revoked = await newCitizen(bed);
    await revokeCard(bed, revoked.serial, 'lost');
    const minor = await newCitizen(bed, { birthDate: '2015-05-05' });
    const active = await newCitizen(bed);
    await (await choosePassword(wizard, active)).post('/attivazione/configura', { secondFactor: 'sms' });
    const nobody = { ...existing, serial: 'CZ99999ZZ' };
    const crossed = { ...existing, fiscalCode: expired.fiscalCode };
    const seen = [];
    for (const pair of [existing, expired, revoked, minor, active, nobody, crossed]) {
      const browser = await begin(wizard, pair);
      const asked = await browser.get('/attivazione/puk');
      const refused = await answerWrongly(browser, pair);
      seen.push(
        [asked, refused].map(({ statusCode, headers, body }) => [
          statusCode,
          Object.keys(headers),
          withoutTokens(body),
        ]),
      );
    }
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  it('T-ACT-16 T-LOG-16 the cookie from before the digits is worth nothing after them', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await begin(wizard, citizen);
    const planted = new Map(browser.cookies);
    await answer(browser, citizen.firstHalf);
    const thief = visitor(wizard.server);
    for (const [name, value] of planted) thief.cookies.set(name, value);
    expect((await thief.get('/attivazione/telefono')).statusCode).toBe(403);
    expect((await browser.get('/attivazione/telefono')).statusCode).toBe(200);
  });
});

/** What is drawn anew for each page, taken out: form token, form name, digits that are asked. */
const withoutTokens = (body: string): string =>
  body
    .replaceAll(/(name="form_token" value=")[^"]+/g, '$1')
    .replaceAll(formName(body), '')
    .replaceAll(/Inserisci la .° e .° cifra/g, '')
    .replaceAll(/<div class="digit-row">.*?<\/div>/g, '')
    .replaceAll(/digit[1-4]/g, 'digit')
    .replaceAll(/fino alle \d+:\d+/g, '');
