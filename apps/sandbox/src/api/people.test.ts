import { ageOn, civilDateAt } from '@tessera/base';
import { sendOneTimeCode } from '@tessera/credentials';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
beforeAll(async () => {
  country = await temporarySandbox();
});
afterAll(() => country.close());

const call: TemporarySandbox['call'] = (...args) => country.call(...args);
const today = () => civilDateAt(country.sandbox.clock.now());

describe('POST /people', () => {
  it('makes a citizen with a card, both letters in hand (DSK-04, DSK-06)', async () => {
    const { status, body } = await call('post /people', {});
    expect(status).toBe(201);
    expect(body).toMatchObject({
      fiscalCode: expect.stringMatching(/^[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]$/),
      card: {
        serial: expect.stringMatching(/^C[A-Z]\d{5}[A-Z]{2}$/),
        pin: expect.stringMatching(/^\d{8}$/),
        puk: expect.stringMatching(/^\d{8}$/),
        nis: expect.stringMatching(/^\d{12}$/),
      },
      phone: expect.stringMatching(/^\+39399\d{7}$/),
      language: 'it',
      scenario: null,
      password: null,
    });
  });

  it('knows only the first halves while the card is on its way (ACT-05)', async () => {
    const { body } = await call('post /people', { card: 'requested' });
    expect(body.card.pin).toMatch(/^\d{4}\*{4}$/);
    expect(body.card.puk).toMatch(/^\d{4}\*{4}$/);
    const letters = await call(
      `get /messages?kind=letter&to=${encodeURIComponent(`${body.givenName} ${body.familyName}`)}`,
    );
    expect(JSON.stringify(letters.body)).toContain(body.card.puk.slice(0, 4));
  });

  it('takes age, birth date, contacts as people write them, and a language', async () => {
    const child = await call('post /people', {
      age: 12,
      phone: '399 12.34.567',
      email: 'Genitore@Posta.Example',
      language: 'de',
    });
    expect(ageOn(child.body.birthDate, today())).toBe(12);
    expect(child.body).toMatchObject({ phone: '+393991234567', language: 'de' });
    expect(child.body.email.toLowerCase()).toBe('genitore@posta.example');
    const born = await call('post /people', { birthDate: '1984-02-29' });
    expect(born.body.birthDate).toBe('1984-02-29');
    expect(born.body.fiscalCode.slice(6, 9)).toBe('84B');
  });

  it('makes somebody without phone or e-mail when asked with null', async () => {
    const { body } = await call('post /people', { phone: null, email: null });
    expect(body).toMatchObject({ phone: null, email: null });
  });

  it('needs no body at all', async () => {
    expect((await call('post /people')).status).toBe(201);
  });

  it.each([
    [{ age: '12' }, 'age'],
    [{ age: -1 }, 'age'],
    [{ age: 12.5 }, 'age'],
    [{ age: 200 }, 'age'],
    [{ birthDate: '2026-02-30' }, 'birthDate'],
    [{ birthDate: '30/02/1990' }, 'birthDate'],
    [{ birthDate: '2999-01-01' }, 'birthDate'],
    [{ birthDate: '1850-01-01' }, 'birthDate'],
    [{ birthDate: ['1990-01-01'] }, 'birthDate'],
    [{ age: 12, birthDate: '1990-01-01' }, 'age'],
    [{ phone: '02 1234567' }, 'phone'],
    [{ phone: '' }, 'phone'],
    [{ phone: '٣٩٩١٢٣٤٥٦٧' }, 'phone'],
    [{ phone: '3'.repeat(10_000) }, 'phone'],
    [{ email: 'nobody' }, 'email'],
    [{ card: 'stolen' }, 'card'],
    [{ language: 'fr' }, 'language'],
    [[], ''],
    ['null', ''],
  ])('refuses an impossible person and names the field (%#)', async (body, field) => {
    const answer = await call('post /people', body);
    expect(answer.status).toBe(422);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  it('refuses a field that it does not know, by name', async () => {
    const answer = await call('post /people', { birthdate: '1990-01-01' });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain('birthdate');
  });

  it('makes the same people with fifty at once as one after the other, and every one of them whole', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => call('post /people', {})));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(made.map(({ body }) => body.fiscalCode)).size).toBe(50);
    expect(new Set(made.map(({ body }) => body.card.serial)).size).toBe(50);
  });
});

describe('POST /scenarios/{name}', () => {
  it('active-sms is active, and can be used at once', async () => {
    const { status, body } = await call('post /scenarios/active-sms');
    expect(status).toBe(201);
    expect(body).toMatchObject({ scenario: 'active-sms', password: 'Mosaico-di-Prova-42' });
    const sms = await call(`get /messages?kind=sms&to=${body.phone}`);
    expect(sms.body[0].code).toMatch(/^\d{6}$/);
  });

  it('active-sms can be sent a sign-in code at once, although the activation sent one (promise 4)', async () => {
    const { ground } = country.sandbox;
    const { body } = await call('post /scenarios/active-sms');
    const person = (await country.sandbox.everybody()).find(({ fiscalCode }) => fiscalCode === body.fiscalCode);
    const sent = await sendOneTimeCode(ground, {
      purpose: 'login',
      flow: 'a sign-in',
      citizenId: person?.citizenId ?? '',
      to: { kind: 'sms', address: body.phone },
      compose: (code) => ({ kind: 'sms', to: body.phone, text: `${code} è il tuo codice` }),
    });
    expect(sent.outcome).toBe('sent');
  });

  it('MIN-05: almost-18 turns eighteen tomorrow, just-18 today', async () => {
    const almost = (await call('post /scenarios/almost-18')).body;
    const just = (await call('post /scenarios/just-18')).body;
    expect(ageOn(almost.birthDate, today())).toBe(17);
    expect(just.birthDate.slice(5)).toBe(today().slice(5));
    expect(ageOn(just.birthDate, today())).toBe(18);
  });

  it('FAM-01: phone-in-use has the phone of an active identity', async () => {
    const { body } = await call('post /scenarios/phone-in-use');
    const owner = (await call('get /people')).body.find(
      (person: { phone: string; password: string | null }) => person.phone === body.phone && person.password !== null,
    );
    expect(owner).toMatchObject({ scenario: 'active-sms' });
  });

  it.each([
    'adult-ready',
    'adult-requested',
    'no-phone',
    'no-email',
    'minor-4',
    'minor-12',
    'active-minor-12',
    'card-expired',
    'card-revoked',
    'active-card-revoked',
    'active-card',
    'pin-blocked',
    'puk-one-left',
  ])('%s is made anew each time', async (name) => {
    const [one, two] = [await call(`post /scenarios/${name}`), await call(`post /scenarios/${name}`)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.fiscalCode).not.toBe(two.body.fiscalCode);
  });

  it('active-app says which part brings it', async () => {
    const { status, body } = await call('post /scenarios/active-app');
    expect(status).toBe(501);
    expect(body.detail).toMatch(/comes with the/);
  });

  it('an unknown one is answered with the list', async () => {
    const { status, body } = await call('post /scenarios/__proto__');
    expect(status).toBe(404);
    expect(body.detail).toContain('adult-ready');
  });
});

describe('the country’s first day', () => {
  it('has some fifteen people, each of a scenario, in the order of the list', async () => {
    const people = (await call('get /people')).body.slice(0, 15);
    expect(people.map(({ scenario }: { scenario: string }) => scenario)).toEqual([
      'adult-ready',
      'adult-requested',
      'active-sms',
      'no-phone',
      'phone-in-use',
      'minor-4',
      'minor-12',
      'active-minor-12',
      'almost-18',
      'just-18',
      'card-expired',
      'card-revoked',
      'active-card',
      'pin-blocked',
      'puk-one-left',
    ]);
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
