import { MINUTE, SECOND } from '@tessera/base';
import { codeSentTo, otherThan, PASSWORD, type Person, personWithCredentials, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type Visitor, visitor } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoginServer, openLoginServer, SERVICE } from '../testing/login-server.tsx';

let bed: Testbed;
let idp: LoginServer;
let person: Person;
let browser: Visitor;

beforeEach(async () => {
  bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
  idp = await openLoginServer(bed);
  person = await personWithCredentials(bed);
  bed.sent.length = 0;
  browser = visitor(idp.server);
});
afterEach(async () => {
  expect(idp.bugs).toEqual([]);
  await idp.server.close();
  await bed.close();
});

type Asked = Parameters<LoginServer['ask']>[0];

const attemptIn = (page: LightMyRequestResponse): string => /name="attempt" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
const placeOf = (response: LightMyRequestResponse): string => String(response.headers['location'] ?? '');
/** The path of the login, without its page. */
const loginPath = (response: LightMyRequestResponse): string => placeOf(response).replace(/\/[^/]*$/, '');
const h1 = (page: LightMyRequestResponse): string => /<h1[^>]*>([^<]*)/.exec(page.body)?.[1] ?? '';

/** Begins a login and opens its first page. */
async function begin(asked: Asked = {}, by = browser) {
  const begun = await by.get(idp.ask(asked));
  return { path: loginPath(begun), page: await by.follow(begun) };
}

async function typeCredentials(
  login: { path: string; page: LightMyRequestResponse },
  { password = PASSWORD, username = person.fiscalCode, by = browser } = {},
) {
  return by.post(`${login.path}/credentials`, { username, password, attempt: attemptIn(login.page) });
}

/** Goes as far as the consent page. */
async function toConsent(asked: Asked = {}) {
  const login = await begin(asked);
  let page = await browser.follow(await typeCredentials(login));
  if (page.body.includes('name="code"')) {
    const fields = { code: codeSentTo(bed.sent, person.phone), attempt: attemptIn(page) };
    page = await browser.follow(await browser.post(`${login.path}/code`, fields));
  }
  return { path: login.path, page };
}

describe('credentials page', () => {
  it('IDP-02..05 has the words of the guides', async () => {
    const { page } = await begin({ minimumLevel: 2 });
    const text = page.body.replaceAll('&#39;', "'");
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
    expect(h1((await begin()).page)).toContain('LIVELLO 1');
    expect(h1((await begin({ minimumLevel: 1, preferredLevel: 2 })).page)).toContain('LIVELLO 2');
  });

  it('lets its forms end at the service, and nowhere else', async () => {
    const { page } = await begin();
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SERVICE};`);
  });

  it('speaks the service’s language unless the citizen chose one', async () => {
    const german = await begin({ languages: ['de', 'it'] });
    expect(german.page.body).toContain('<html lang="de">');
    await browser.get('/language/en');
    expect((await begin({ languages: ['de', 'it'] })).page.body).toContain('<html lang="en">');
  });

  it('promise 7 answers wrong, empty and unknown alike: same status, same text, and no password comes back', async () => {
    const answers = [];
    for (const typed of [{ password: 'Sbagliata-9-xx' }, { password: '' }, { username: 'RSSMRA80A01H501U' }]) {
      const login = await begin();
      const answer = await typeCredentials(login, typed);
      const username = typed.username ?? person.fiscalCode;
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
    const answer = await typeCredentials(await begin(), { username: '  ' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Inserisci il numero della CIE');
  });

  it('says until when to wait after too many tries, and that recovery needs no waiting', async () => {
    const login = await begin();
    for (let i = 0; i < 5; i++) await typeCredentials(login, { password: 'Sbagliata-9-xx' });
    const answer = await typeCredentials(login);
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.body).toContain('Troppi tentativi');
    expect(answer.body).toContain('aspetta fino alle');
  });

  it('promise 26 refuses forms that no page of ours sends', async () => {
    const { path } = await begin();
    for (const fields of [{}, { attempt: 'short' }, { username: 'a', password: 'b', attempt: `${'x'.repeat(43)}é` }]) {
      expect((await browser.post(`${path}/credentials`, fields)).statusCode).toBe(400);
      expect((await browser.post(`${path}/code`, fields)).statusCode).toBe(400);
    }
    const huge = await browser.post(`${path}/credentials`, { username: 'a', password: 'b'.repeat(1_000_000) });
    expect(huge.statusCode).toBe(413);
  });
});

describe('code page', () => {
  const atCode = async (asked: Asked = { minimumLevel: 2 }) => {
    const login = await begin(asked);
    return { path: login.path, page: await browser.follow(await typeCredentials(login)) };
  };
  const type = (login: Awaited<ReturnType<typeof atCode>>, code: string) =>
    browser.post(`${login.path}/code`, { code, attempt: attemptIn(login.page) });

  it('T-LOG-24 masks the field and shows the last two digits of the phone alone', async () => {
    const { page } = await atCode();
    expect(page.body).toMatch(/<input[^>]*name="code"[^>]*type="password"[^>]*autocomplete="one-time-code"/);
    expect(page.body).toContain(`terminante con ${person.phone.slice(-2)}`);
    expect(page.body).not.toContain(person.phone.slice(-4));
    expect(page.body).toContain('Validità codice');
  });

  it('takes a code with blanks', async () => {
    const login = await atCode();
    const code = codeSentTo(bed.sent, person.phone);
    const answer = await type(login, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(placeOf(answer)).toBe(`${login.path}/consent`);
  });

  it('says what is not a code without counting it, and counts down what is wrong', async () => {
    const login = await atCode();
    for (const typed of ['', '12345', '1234567', '١٢٣٤٥٦', 'abcdef']) {
      const answer = await type(login, typed);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Inserisci le 6 cifre');
    }
    const wrong = otherThan(codeSentTo(bed.sent, person.phone));
    for (const left of ['ancora 4 volte', 'ancora 3 volte', 'ancora 2 volte', 'ancora 1 volta', 'non puoi più']) {
      expect((await type(login, wrong)).body).toContain(left);
    }
    expect((await type(login, codeSentTo(bed.sent, person.phone))).body).toContain('troppi codici sbagliati');
  });

  it('C-16 has its own words for a code that is too old, and another one a click away', async () => {
    const login = await atCode();
    const former = codeSentTo(bed.sent, person.phone);
    bed.clock.advance(61 * SECOND);
    await browser.follow(await browser.post(`${login.path}/resend`));
    if (former === codeSentTo(bed.sent, person.phone)) return;
    await bed.database.run('update one_time_codes set expires_at = $1', bed.clock.now());
    const answer = await type(login, codeSentTo(bed.sent, person.phone));
    expect(answer.body).toContain('Il codice non vale più');
    expect(answer.body).toContain('Invia SMS di nuovo');
  });

  it('sends another SMS after a minute, and says when it is too early', async () => {
    const login = await atCode();
    const early = await browser.post(`${login.path}/resend`);
    expect(early.statusCode).toBe(429);
    expect(early.headers['retry-after']).toBe('60');
    expect(early.body).toContain('Un SMS è già partito');
    bed.clock.advance(60 * SECOND);
    const again = await browser.post(`${login.path}/resend`);
    expect(placeOf(again)).toBe(`${login.path}/code`);
    expect(bed.sent).toHaveLength(2);
  });

  it('offers level 1 only where the service takes it', async () => {
    expect((await atCode()).page.body).not.toContain('Continua con il livello 1');
    bed.clock.advance(61 * SECOND);
    const login = await atCode({ minimumLevel: 1, preferredLevel: 2 });
    expect(login.page.body).toContain('Continua con il livello 1');
    const page = await browser.follow(await browser.post(`${login.path}/level-1`));
    expect(page.body).toContain('Livello usato: 1');
  });
});

describe('consent page', () => {
  it('CON-01..03, CON-05 shows the four data with their values, to whom, and the level used', async () => {
    const { page } = await toConsent({ minimumLevel: 2 });
    const text = page.body.replaceAll('&#39;', "'");
    expect(h1(page)).toBe('Richiesta di accesso CIE Livello 2');
    for (const words of [
      'I seguenti dati stanno per essere inviati a:',
      'Comune di Esempio',
      'Nome',
      'Cognome',
      'Data di Nascita',
      '1980-03-10 (10 marzo 1980)',
      'Codice Fiscale',
      person.fiscalCode,
      'Livello usato: 2',
      'Prosegui',
      'Annulla',
      "Autorizzi l'invio dei dati?",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain(person.phone);
  });

  it('sends the citizen back to the service with the answer, once', async () => {
    const { path } = await toConsent();
    const first = await browser.post(`${path}/consent`);
    expect(first.statusCode).toBe(303);
    expect(placeOf(first)).toBe(`${SERVICE}/cb?answer=0&outcome=authenticated`);
    const again = await browser.post(`${path}/consent`);
    expect(placeOf(again)).toBe(placeOf(first));
    expect(placeOf(await browser.post(`${path}/cancel`))).toBe(placeOf(first));
    expect(idp.told).toHaveLength(1);

    const back = await browser.follow(await browser.get(`${path}/consent`));
    expect(back.body).toContain('già concluso');
    bed.clock.advance(MINUTE);
    const late = await browser.post(`${path}/consent`);
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain('Torna al servizio');
  });

  it('posts the answer where the service asked for it so', async () => {
    idp.answerBy('form-post');
    const { path } = await toConsent();
    const page = await browser.post(`${path}/consent`);
    expect(page.body).toContain(`action="${SERVICE}/cb"`);
    expect(page.body).toMatch(/type="hidden" name="outcome" value="authenticated"/);
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SERVICE};`);
  });

  it('CON-04 “Annulla” sends nothing', async () => {
    const { path } = await toConsent();
    expect(placeOf(await browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(idp.told).toEqual([{ outcome: 'refused', reason: 'consent-refused' }]);
  });

  it('has the citizen’s switch where the service asks to read again', async () => {
    const off = await toConsent({ offlineAccess: true });
    expect(off.page.body).toMatch(/name="offline_access"[^>]*checked/);
    await browser.post(`${off.path}/consent`, {});
    const on = await toConsent({ offlineAccess: true, forceFresh: true });
    await browser.post(`${on.path}/consent`, { offline_access: 'on' });
    expect(idp.told.map((one) => one.outcome === 'authenticated' && one.authentication.offlineAccess)).toEqual([
      false,
      true,
    ]);
  });

  it('is all that a signed-on browser sees for level 1, and lets someone else in', async () => {
    const first = await toConsent();
    await browser.post(`${first.path}/consent`);
    const second = await begin();
    expect(second.page.body).toContain('Hai già fatto l’accesso');
    const other = await browser.follow(await browser.post(`${second.path}/other-person`));
    expect(other.body).toContain('name="password"');
    expect((await begin()).page.body).toContain('name="password"');
  });
});

describe('pages that explain', () => {
  it('a level 3 request says why, and the way back tells the service', async () => {
    const { path, page } = await begin({ minimumLevel: 3 });
    expect(h1(page)).toContain('LIVELLO 3');
    expect(page.body).toContain('Questo servizio chiede il livello 3');
    expect(placeOf(await browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(idp.told).toEqual([{ outcome: 'refused', reason: 'level-not-reachable' }]);
  });

  it('MIN-06 a minor is told the rule and the day on which it ends', async () => {
    person = await personWithCredentials(bed, { birthDate: '2014-04-02' });
    const page = await browser.follow(await typeCredentials(await begin({ minimumLevel: 2 })));
    expect(page.body).toContain('istituti scolastici');
    expect(page.body).toContain('2 aprile 2032');
    expect(page.body).toContain('Nessun dato è stato inviato');
  });

  it('a login that took too long says so on every page of it, and leads back', async () => {
    const { path } = await toConsent();
    bed.clock.advance(10 * MINUTE);
    const page = await browser.follow(await browser.get(`${path}/consent`));
    expect(page.body).toContain('Il tempo per l’accesso è scaduto');
    expect(page.body).not.toContain(person.fiscalCode);
    expect(placeOf(await browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(idp.told).toEqual([{ outcome: 'refused', reason: 'timed-out' }]);
  });

  it('promise 13 another browser learns and changes nothing', async () => {
    const login = await toConsent();
    const other = visitor(idp.server);
    await other.get('/accesses');
    for (const page of ['consent', 'credentials', 'end']) {
      const seen = await other.get(`${login.path}/${page}`);
      expect(seen.statusCode).toBe(403);
      expect(seen.body).toContain('un altro browser');
      expect(seen.body).not.toContain('Comune di Esempio');
      expect(seen.body).not.toContain(person.fiscalCode);
    }
    await other.follow(await other.get('/accesses'));
    for (const form of ['consent', 'cancel', 'resend', 'level-1', 'other-person']) {
      expect((await other.post(`${login.path}/${form}`)).statusCode).toBe(403);
    }
    expect(idp.told).toEqual([]);
    expect(placeOf(await browser.post(`${login.path}/consent`))).toContain('authenticated');
  });

  it('an unknown login is a page not found', async () => {
    await begin();
    expect((await browser.get('/login/00000000-0000-4000-8000-000000000000/code')).statusCode).toBe(404);
    expect((await browser.post('/login/nothing/consent')).statusCode).toBe(404);
  });
});

describe('steps out of order', () => {
  it('every address of a login leads to the page of its step', async () => {
    const login = await begin({ minimumLevel: 2 });
    for (const page of ['code', 'consent', 'end', 'anything', 'resend']) {
      expect(placeOf(await browser.get(`${login.path}/${page}`))).toBe(`${login.path}/credentials`);
    }
    expect(placeOf(await browser.get(login.path))).toBe(`${login.path}/credentials`);
    await typeCredentials(login);
    expect(placeOf(await browser.get(`${login.path}/credentials`))).toBe(`${login.path}/code`);
  });

  it('T-LOG-14 forms of other steps move nothing', async () => {
    const login = await begin({ minimumLevel: 2 });
    expect(placeOf(await browser.post(`${login.path}/consent`))).toBe(`${login.path}/credentials`);
    await typeCredentials(login);
    for (const form of ['consent', 'level-1']) {
      expect(placeOf(await browser.post(`${login.path}/${form}`))).toBe(`${login.path}/code`);
    }
    expect(idp.told).toEqual([]);
  });

  it('T-LOG-17 no form is taken without its token, and every one of them belongs to the page', async () => {
    const login = await begin();
    const posts = idp.server.routeList.all.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(7);
    for (const { url } of posts) {
      expect((await browser.post(url.replace('/login/:id', login.path), {}, null)).statusCode, url).toBe(403);
    }
  });

  it('two logins in two tabs do not disturb each other', async () => {
    const [one, two] = [await begin(), await begin({ attributes: ['fiscalCode'] })];
    await typeCredentials(two);
    await typeCredentials(one);
    await browser.post(`${one.path}/consent`);
    await browser.post(`${two.path}/consent`);
    const released = idp.told.map(
      (one) => one.outcome === 'authenticated' && Object.keys(one.authentication.released).length,
    );
    expect(released).toEqual([4, 1]);
  });

  it('a browser keeps few logins: the oldest makes room', async () => {
    const first = await begin();
    for (let i = 0; i < 8; i++) await begin();
    expect((await browser.get(`${first.path}/credentials`)).statusCode).toBe(403);
    expect([...browser.cookies.keys()].filter((name) => name.includes('login-'))).toHaveLength(8);
  });
});

describe('cookies', () => {
  it('T-LOG-20 are HttpOnly, of this host and random, and none holds anything else', async () => {
    const { path } = await toConsent();
    const answer = await browser.post(`${path}/consent`);
    const names = answer.cookies.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['tessera-idp-session', 'tessera-idp-known-browser']));
    for (const cookie of answer.cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(cookie.domain).toBeUndefined();
      expect(cookie.value).toMatch(/^[\w-]{43}$/);
    }
  });
});
