import { MINUTE, SECOND } from '@tessera/base';
import { codeSentTo, otherThan, PASSWORD, personWithCredentials } from '@tessera/login/testing';
import { visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVICE } from '../testing/login-server.tsx';
import { attemptIn, h1, type LoginAt, type LoginWalk, openLoginWalk, placeOf, wordsOf } from '../testing/login-walk.ts';

let walk: LoginWalk;
beforeEach(async () => {
  walk = await openLoginWalk();
});
afterEach(async () => {
  expect(walk.idp.bugs).toEqual([]);
  await walk.close();
});

it('C-22 each page says in the title of its window what it is for', async () => {
  const titleOf = ({ body }: { readonly body: string }) => /<title>(.*?) – /.exec(body)?.[1];
  const code = await walk.toCode();
  const fields = { code: codeSentTo(walk.bed.sent, walk.person.phone), attempt: attemptIn(code.page) };
  const consent = await walk.browser.follow(await walk.browser.post(`${code.path}/code`, fields));
  walk.bed.clock.advance(10 * MINUTE);
  const over = await walk.browser.follow(await walk.browser.get(code.path));
  // All but the consent used to be called "RICHIESTA D'ACCESSO CIE LIVELLO 2".
  expect([(await walk.begin()).page, code.page, consent, over].map(titleOf)).toEqual([
    'Entra con le tue credenziali CIE',
    'Inserimento codice temporaneo OTP',
    "Autorizzi l'invio dei dati?",
    'Il tempo per l’accesso è scaduto',
  ]);
});

describe('credentials page', () => {
  it('IDP-02..05 has the words of the guides', async () => {
    const { page } = await walk.begin({ minimumLevel: 2 });
    const text = wordsOf(page);
    for (const words of [
      "RICHIESTA D'ACCESSO CIE LIVELLO 2",
      'Comune di Esempio',
      'Entra con le tue credenziali CIE',
      'Numero CIE o Codice fiscale o Email',
      'Password',
      'Hai dimenticato la password? Richiedine una nuova.',
      'Annulla',
      'Procedi',
      'Non hai ancora attivato le credenziali CIE? Attivale ora',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('https://portale.example.it/recupera-password');
    expect(text).not.toMatch(/QR|lettura carta/);
  });

  it('names the level that it leads to', async () => {
    expect(h1((await walk.begin()).page)).toContain('LIVELLO 1');
    expect(h1((await walk.begin({ minimumLevel: 1, preferredLevel: 2 })).page)).toContain('LIVELLO 2');
  });

  it('lets its forms end at the service, and nowhere else', async () => {
    const { page } = await walk.begin();
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SERVICE};`);
  });

  it('speaks the service’s language unless the citizen chose one', async () => {
    const german = await walk.begin({ languages: ['de', 'it'] });
    expect(german.page.body).toContain('<html lang="de">');
    await walk.browser.get('/language/en');
    expect((await walk.begin({ languages: ['de', 'it'] })).page.body).toContain('<html lang="en">');
  });

  it('promise 7 answers wrong, empty and unknown alike: same status, same text, and no password comes back', async () => {
    const answers = [];
    for (const typed of [{ password: 'Sbagliata-9-xx' }, { password: '' }, { username: 'RSSMRA80A01H501U' }]) {
      const login = await walk.begin();
      const answer = await walk.typeCredentials(login, typed);
      const username = typed.username ?? walk.person.fiscalCode;
      answers.push({
        status: answer.statusCode,
        // What differs between any two pages: their numbers, and what was typed as the name.
        body: answer.body.replaceAll(/value="[\w-]{43}"|[0-9a-f-]{36}/g, '').replaceAll(username, 'NAME'),
      });
    }
    expect(answers[0]?.status).toBe(422);
    expect(answers[0]?.body).toContain('non sono corretti');
    expect(answers[0]?.body).not.toContain('Sbagliata');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('asks for a name that is missing', async () => {
    const answer = await walk.typeCredentials(await walk.begin(), { username: '  ' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Inserisci il numero della CIE');
  });

  it('says until when to wait after too many tries, and that recovery needs no waiting', async () => {
    const login = await walk.begin();
    for (let i = 0; i < 5; i++) await walk.typeCredentials(login, { password: 'Sbagliata-9-xx' });
    const answer = await walk.typeCredentials(login);
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.body).toContain('Troppi tentativi');
    expect(answer.body).toContain('aspetta fino alle');
  });

  it('promise 26 refuses forms that no page of ours sends', async () => {
    const { path } = await walk.begin();
    for (const fields of [{}, { attempt: 'short' }, { username: 'a', password: 'b', attempt: `${'x'.repeat(43)}é` }]) {
      expect((await walk.browser.post(`${path}/credentials`, fields)).statusCode).toBe(400);
      expect((await walk.browser.post(`${path}/code`, fields)).statusCode).toBe(400);
    }
    const huge = await walk.browser.post(`${path}/credentials`, { username: 'a', password: 'b'.repeat(1_000_000) });
    expect(huge.statusCode).toBe(413);
  });
});

describe('code page', () => {
  const type = (login: LoginAt, code: string) =>
    walk.browser.post(`${login.path}/code`, { code, attempt: attemptIn(login.page) });

  it('T-LOG-24 masks the field and shows the last two digits of the phone alone', async () => {
    const { page } = await walk.toCode();
    expect(page.body).toMatch(/<input[^>]*name="code"[^>]*type="password"[^>]*autocomplete="one-time-code"/);
    expect(page.body).toContain(`terminante con ${walk.person.phone.slice(-2)}`);
    expect(page.body).not.toContain(walk.person.phone.slice(-4));
    expect(page.body).toContain('Validità codice');
  });

  it('takes a code with blanks', async () => {
    const login = await walk.toCode();
    const code = codeSentTo(walk.bed.sent, walk.person.phone);
    const answer = await type(login, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(placeOf(answer)).toBe(`${login.path}/consent`);
  });

  it('says what is not a code without counting it, and counts down what is wrong', async () => {
    const login = await walk.toCode();
    for (const typed of ['', '12345', '1234567', '١٢٣٤٥٦', 'abcdef']) {
      const answer = await type(login, typed);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Inserisci le 6 cifre');
    }
    const wrong = otherThan(codeSentTo(walk.bed.sent, walk.person.phone));
    for (const left of ['ancora 4 volte', 'ancora 3 volte', 'ancora 2 volte', 'ancora 1 volta', 'non puoi più']) {
      expect((await type(login, wrong)).body).toContain(left);
    }
    expect((await type(login, codeSentTo(walk.bed.sent, walk.person.phone))).body).toContain('troppi codici sbagliati');
  });

  it('C-16 has its own words for a code that is too old, and another one a click away', async () => {
    const login = await walk.toCode();
    const former = codeSentTo(walk.bed.sent, walk.person.phone);
    walk.bed.clock.advance(61 * SECOND);
    await walk.browser.follow(await walk.browser.post(`${login.path}/resend`));
    if (former === codeSentTo(walk.bed.sent, walk.person.phone)) return;
    await walk.bed.database.run('update one_time_codes set expires_at = $1', walk.bed.clock.now());
    const answer = await type(login, codeSentTo(walk.bed.sent, walk.person.phone));
    expect(answer.body).toContain('Il codice non vale più');
    // The main button of this page used to be the one that sends the dead code.
    expect(answer.body).not.toContain('name="code"');
    expect(answer.body.match(/class="btn btn-primary">(.*?)<\/button>/)?.[1]).toBe('Invia SMS di nuovo');
    expect(answer.body).toContain('Annulla');
  });

  it.each([
    ['sl', 'de'],
    ['en', 'en'],
  ])(
    'for a browser that asks for %s, and a citizen whose language is German, is %s after the password',
    async (asked, spoken) => {
      const person = await personWithCredentials(walk.bed, { language: 'de' });
      const browser = visitor(walk.idp.server, { acceptLanguage: asked });
      const first = await browser.follow(await browser.get(walk.idp.ask({ minimumLevel: 2 })));
      // Before the proof nothing on file may show (promise 7).
      expect(first.headers['content-language']).toBe(spoken === 'de' ? 'it' : spoken);
      const path = /action="(\/login\/[^/]+)\/credentials"/.exec(first.body)?.[1] ?? '';
      const typed = { username: person.fiscalCode, password: PASSWORD, attempt: attemptIn(first) };
      const code = await browser.follow(await browser.post(`${path}/credentials`, typed));
      expect(code.headers['content-language']).toBe(spoken);
    },
  );

  it('sends another SMS after a minute, and says when it is too early', async () => {
    const login = await walk.toCode();
    const early = await walk.browser.post(`${login.path}/resend`);
    expect(early.statusCode).toBe(429);
    expect(early.headers['retry-after']).toBe('60');
    expect(early.body).toContain('Un SMS è già partito');
    walk.bed.clock.advance(60 * SECOND);
    const again = await walk.browser.post(`${login.path}/resend`);
    expect(placeOf(again)).toBe(`${login.path}/code`);
    expect(walk.bed.sent).toHaveLength(2);
  });

  it('offers level 1 only where the service takes it', async () => {
    expect((await walk.toCode()).page.body).not.toContain('Continua con il livello 1');
    walk.bed.clock.advance(61 * SECOND);
    const login = await walk.toCode({ minimumLevel: 1, preferredLevel: 2 });
    expect(login.page.body).toContain('Continua con il livello 1');
    const page = await walk.browser.follow(await walk.browser.post(`${login.path}/level-1`));
    expect(page.body).toContain('Livello usato: 1');
  });
});

describe('consent page', () => {
  it('CON-01..03, CON-05 shows the four data with their values, to whom, and the level used', async () => {
    const { page } = await walk.toConsent({ minimumLevel: 2 });
    const text = wordsOf(page);
    expect(h1(page)).toBe('Richiesta di accesso CIE Livello 2');
    for (const words of [
      'I seguenti dati stanno per essere inviati a:',
      'Comune di Esempio',
      'Nome',
      'Cognome',
      'Data di Nascita',
      '1980-03-10 (10 marzo 1980)',
      'Codice Fiscale',
      walk.person.fiscalCode,
      'Livello usato: 2',
      'Prosegui',
      'Annulla',
      "Autorizzi l'invio dei dati?",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(walk.person.phone);
  });

  it('sends the citizen back to the service with the answer, once', async () => {
    const { path } = await walk.toConsent();
    const first = await walk.browser.post(`${path}/consent`);
    expect(first.statusCode).toBe(303);
    expect(placeOf(first)).toBe(`${SERVICE}/cb?answer=0&outcome=authenticated`);
    const again = await walk.browser.post(`${path}/consent`);
    expect(placeOf(again)).toBe(placeOf(first));
    expect(placeOf(await walk.browser.post(`${path}/cancel`))).toBe(placeOf(first));
    expect(walk.idp.told).toHaveLength(1);

    const back = await walk.browser.follow(await walk.browser.get(`${path}/consent`));
    expect(back.body).toContain('già concluso');
    walk.bed.clock.advance(MINUTE);
    const late = await walk.browser.post(`${path}/consent`);
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain('Torna al servizio');
  });

  it('posts the answer where the service asked for it so', async () => {
    walk.idp.answerBy('form-post');
    const { path } = await walk.toConsent();
    const page = await walk.browser.post(`${path}/consent`);
    expect(page.body).toContain(`action="${SERVICE}/cb"`);
    expect(page.body).toMatch(/type="hidden" name="outcome" value="authenticated"/);
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SERVICE};`);
  });

  it('CON-04 “Annulla” sends nothing', async () => {
    const { path } = await walk.toConsent();
    expect(placeOf(await walk.browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(walk.idp.told).toEqual([{ outcome: 'refused', reason: 'consent-refused' }]);
  });

  it('has the citizen’s switch where the service asks to read again', async () => {
    const off = await walk.toConsent({ offlineAccess: true });
    expect(off.page.body).toMatch(/name="offline_access"[^>]*checked/);
    await walk.browser.post(`${off.path}/consent`, {});
    const on = await walk.toConsent({ offlineAccess: true, forceFresh: true });
    await walk.browser.post(`${on.path}/consent`, { offline_access: 'on' });
    expect(walk.idp.told.map((one) => one.outcome === 'authenticated' && one.authentication.offlineAccess)).toEqual([
      false,
      true,
    ]);
  });

  it('is all that a signed-on browser sees for level 1, and lets someone else in', async () => {
    const first = await walk.toConsent();
    await walk.browser.post(`${first.path}/consent`);
    const second = await walk.begin();
    expect(second.page.body).toContain('Hai già fatto l’accesso');
    const other = await walk.browser.follow(await walk.browser.post(`${second.path}/other-person`));
    expect(other.body).toContain('name="password"');
    expect((await walk.begin()).page.body).toContain('name="password"');
  });
});
