import { codeSentTo, newCitizen } from '@tessera/activation/testing';
import { SECOND } from '@tessera/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, answerWrongly, begin, PASSWORD_FORM, proveDigits, provePhone } from './testing/walker.ts';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

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

describe('contacts', () => {
  it('T-ACT-20 ACT-18 the number is masked, and shown after the digits alone', async () => {
    const citizen = await newCitizen(wizard.bed);
    const phone = citizen.phone ?? '';
    const browser = await begin(wizard, citizen);
    expect((await answerWrongly(browser, citizen)).body).not.toContain(phone.slice(-2).padStart(3, '*'));
    await answer(browser, citizen.firstHalf);
    const { body } = await browser.get('/attivazione/telefono');
    expect(body).toContain(`+39********${phone.slice(-2)}`);
    expect(body).not.toContain(phone.slice(-3));
    expect(body).not.toContain('<input id=');
  });

  it('T-ACT-13 resending too soon answers 429 and says when, and one message has left', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await proveDigits(wizard, citizen);
    await browser.post('/attivazione/telefono');
    const again = await Promise.all(
      Array.from({ length: 20 }, () => browser.post('/attivazione/telefono/nuovo-codice')),
    );
    expect(again.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 429));
    expect(again[0]?.headers['retry-after']).toBe('60');
    expect(again[0]?.body).toMatch(/Puoi chiedere un altro codice dalle 11:01:00/);
    expect(wizard.bed.sent.filter(({ kind }) => kind === 'sms')).toHaveLength(1);
  });

  it('ACT-22 five codes an hour, and then a time in words', async () => {
    const browser = await proveDigits(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/telefono');
    for (let i = 0; i < 4; i++) {
      wizard.bed.clock.advance(61 * SECOND);
      expect((await browser.post('/attivazione/telefono/nuovo-codice')).statusCode).toBe(303);
    }
    wizard.bed.clock.advance(61 * SECOND);
    const refused = await browser.post('/attivazione/telefono/nuovo-codice');
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toMatch(/Potrai chiederne un altro alle 12:00 del 15 gennaio/);
  });

  it('T-ACT-11 ACT-21 a wrong code says how many tries are left, and the sixth is not compared', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await proveDigits(wizard, citizen);
    await browser.post('/attivazione/telefono');
    const code = codeSentTo(wizard.bed.sent, citizen.phone ?? '');
    const wrong = code === '000000' ? '111111' : '000000';
    const first = await browser.post('/attivazione/telefono/codice', { code: wrong });
    expect(first.statusCode).toBe(422);
    expect(first.body).toContain('Ti restano 4 tentativi con questo codice');
    for (let i = 0; i < 4; i++) await browser.post('/attivazione/telefono/codice', { code: wrong });
    expect((await browser.post('/attivazione/telefono/codice', { code })).body).toContain(
      'Questo codice è stato sbagliato 5 volte',
    );
    expect((await browser.get('/attivazione/email')).headers['location']).toBe('/attivazione/telefono/codice');
  });

  // The main button of this page used to be the one that sends the dead code.
  it('ACT-22 once the code is too old, another code is the thing to do', async () => {
    const browser = await proveDigits(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/telefono');
    wizard.bed.clock.advance(600 * SECOND);
    const { body } = await browser.get('/attivazione/telefono/codice');
    expect(body).toContain('Questo codice è scaduto');
    expect(body).not.toContain('name="code"');
    expect(body.match(/class="btn btn-primary">(.*?)<\/button>/)?.[1]).toBe('Invia SMS di nuovo');
  });

  it.each(['', '12345', '1234567', '12345a', '١٢٣٤٥٦'])('what is no code (%j) spends no try', async (code) => {
    const browser = await proveDigits(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/telefono');
    const refused = await browser.post('/attivazione/telefono/codice', { code });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Inserisci il codice di 6 cifre');
    expect(await acts('credentials.code-wrong')).toBe(0);
  });

  it('ACT-23 without an address the step says so, and can be passed with the field left empty', async () => {
    const browser = await provePhone(wizard, await newCitizen(wizard.bed));
    expect((await browser.get('/attivazione/email')).body).toContain('Contatto mancante');
    expect((await browser.post('/attivazione/email', { email: ' ' })).headers['location']).toBe(
      '/attivazione/credenziali',
    );
  });

  it('T-ACT-18 with an address on file there is no field to type another', async () => {
    const browser = await provePhone(wizard, await newCitizen(wizard.bed, { email: 'nota@esempio.it' }));
    const { body } = await browser.get('/attivazione/email');
    expect(body).toContain('n***@***');
    expect(body).not.toContain('name="email"');
    await browser.post('/attivazione/email', { email: 'altra@esempio.it' });
    expect(wizard.bed.sent.at(-1)).toMatchObject({ kind: 'email', to: 'nota@esempio.it' });
  });
});

describe('the language of the wizard', () => {
  it.each([
    ['sl', 'de'],
    ['it', 'it'],
    ['sl, en;q=0.5', 'en'],
  ])(
    'for a browser that asks for %s, and a citizen whose language is German, is %s after the digits',
    async (asked, spoken) => {
      const citizen = await newCitizen(wizard.bed, { language: 'de' });
      const browser = await begin(wizard, citizen, { acceptLanguage: asked });
      // Before the proof nothing on file may show (promise 7).
      const before = await browser.get('/attivazione/puk');
      expect(before.headers['content-language']).toBe(spoken === 'de' ? 'it' : spoken);
      await answer(browser, citizen.firstHalf);
      expect((await browser.get('/attivazione/telefono')).headers['content-language']).toBe(spoken);
      await browser.get('/language/it?back=/');
      expect((await browser.get('/attivazione/telefono')).headers['content-language']).toBe('it');
    },
  );
});

describe('step 2.3', () => {
  it.each([
    ['Usa almeno 10 caratteri', { password: 'Corta-1', passwordAgain: 'Corta-1' }],
    ['Aggiungi una lettera maiuscola', { password: 'tutte-minuscole-1', passwordAgain: 'tutte-minuscole-1' }],
    ['Aggiungi un numero', { password: 'Senza-cifre-qui', passwordAgain: 'Senza-cifre-qui' }],
    ['Aggiungi un simbolo', { password: 'SenzaSimboli12', passwordAgain: 'SenzaSimboli12' }],
    ['più di 2 caratteri uguali', { password: 'Gelato-aaa-12', passwordAgain: 'Gelato-aaa-12' }],
    ['Scrivi la stessa password nei due campi', { passwordAgain: 'Diversa-99-x' }],
    ['conferma di aver letto', { privacy: '' }],
    ['Scrivi la nuova password', { password: '', passwordAgain: '' }],
    ['Usa al massimo 20 caratteri', { password: 'P'.repeat(20_000), passwordAgain: 'P'.repeat(20_000) }],
  ])('ACT-29 ACT-30 says “%s”, and never writes a password back', async (message, fields) => {
    const browser = await provePhone(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/email/senza');
    const refused = await browser.post('/attivazione/credenziali', { ...PASSWORD_FORM, ...fields });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain(message);
    expect(refused.body).not.toContain(PASSWORD_FORM.password);
    if ('password' in fields && fields.password !== '') expect(refused.body).not.toContain(fields.password);
  });

  // Rules, the second field and the notice used to be told one after the other.
  it('ACT-29 ACT-30 says everything that is wrong at once', async () => {
    const browser = await provePhone(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/email/senza');
    const { body } = await browser.post('/attivazione/credenziali', { password: 'aaab', passwordAgain: 'altra' });
    for (const words of [
      'Usa almeno 10 caratteri. Aggiungi una lettera maiuscola. Aggiungi un numero. Aggiungi un simbolo',
      'Scrivi la stessa password nei due campi',
      'conferma di aver letto',
    ]) {
      expect(body).toContain(words);
    }
  });
});
