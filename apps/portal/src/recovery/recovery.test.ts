import { activate, codeSentTo, GOOD_PASSWORD, type NewCitizen, newCitizen } from '@tessera/activation/testing';
import { MINUTE } from '@tessera/base';
import { checkPassword } from '@tessera/credentials';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { robotFields, type Visitor, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPortal } from '../index.ts';
import { PORTAL_MIGRATIONS, portalSettings } from '../testing/portal-testbed.ts';

const NEW_PASSWORD = 'Onda-lunga.2026';
const h1 = (body: string): string | undefined => /<h1>(.*?)<\/h1>/.exec(body)?.[1];

describe('the recovery of a password', () => {
  let testbed: Testbed;
  let portal: FastifyInstance;
  let citizen: NewCitizen & { phone: string };
  const bugs: unknown[] = [];

  beforeEach(async () => {
    testbed = await openTestbed('sqlite', { migrations: PORTAL_MIGRATIONS });
    portal = await createPortal({
      ground: testbed,
      settings: portalSettings,
      services: async () => [],
      feedback: 'accessibilita@tessera.example',
      robotRounds: 1,
      onBug: (error) => bugs.push(error),
    });
    const activated = await newCitizen(testbed);
    await activate(testbed, activated);
    citizen = { ...activated, phone: activated.phone ?? '' };
    testbed.sent.length = 0;
  });
  afterEach(async () => {
    await portal.close();
    await testbed.close();
    expect(bugs).toEqual([]);
  });

  const begin = async (username: string, via = 'sms', guest: Visitor = visitor(portal)): Promise<Visitor> => {
    await guest.get('/recupera-password');
    const answer = await guest.post('/recupera-password', { username, via, ...(await robotFields(guest)) });
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/recupera-password/codice']);
    await guest.get('/recupera-password/codice');
    return guest;
  };
  const signsIn = async (password: string): Promise<boolean> => {
    const check = await checkPassword(testbed, { username: citizen.fiscalCode, password, browser: null });
    return check.outcome === 'accepted';
  };

  it.each(['fiscalCode', 'serial'] as const)('PWD-01..03 sets a new password with the %s and a code', async (name) => {
    const guest = await begin(` ${citizen[name].toLowerCase()} `);
    const code = codeSentTo(testbed.sent, citizen.phone);
    const proven = await guest.post('/recupera-password/codice', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(proven.headers['location']).toBe('/recupera-password/nuova-password');
    expect(h1((await guest.follow(proven)).body)).toBe('Scegli la nuova password');
    const done = await guest.post('/recupera-password/nuova-password', {
      password: NEW_PASSWORD,
      passwordAgain: NEW_PASSWORD,
    });
    expect(h1((await guest.follow(done)).body)).toBe('Password cambiata');
    expect([await signsIn(NEW_PASSWORD), await signsIn(GOOD_PASSWORD)]).toEqual([true, false]);
    expect((await guest.get('/recupera-password/nuova-password')).headers['location']).toBe('/recupera-password');
  });

  it('promise 7 says the same for a name that belongs to nobody, and for one whose credentials are off', async () => {
    const stranger = await newCitizen(testbed);
    const pages = [];
    for (const username of [citizen.fiscalCode, stranger.fiscalCode, 'RSSMRA85T10A562S', 'CZ99999ZZ']) {
      const guest = await begin(username);
      const wrong = await guest.post('/recupera-password/codice', { code: '000000' });
      const body = wrong.body.replace(/name="form_token" value="[^"]+"/g, '');
      pages.push({ status: wrong.statusCode, body });
    }
    for (const page of pages) expect(page).toEqual(pages[0]);
    expect(pages[0]?.body).toContain('Il codice non è giusto. Ti restano 4 tentativi con questo codice');
  });

  it('refuses a name of no shape, and asks for the robot check, before anything is looked up', async () => {
    const guest = visitor(portal);
    await guest.get('/recupera-password');
    const nameless = await guest.post('/recupera-password', {
      username: 'mario',
      via: 'sms',
      ...(await robotFields(guest)),
    });
    expect(nameless.statusCode).toBe(422);
    expect(nameless.body).toContain('Inserisci il codice fiscale (16 caratteri) o il numero di serie della carta');
    expect(nameless.body).toContain('value="mario"');
    expect(nameless.body).not.toContain('Conferma che non sei un robot');
    const empty = await guest.post('/recupera-password', { username: '', via: 'sms' });
    expect(empty.body).toContain('Inserisci il codice fiscale (16 caratteri)');
    expect(empty.body).toContain('Conferma che non sei un robot');
    const robot = await guest.post('/recupera-password', { username: citizen.fiscalCode, via: 'sms' });
    expect(robot.body).toContain('Conferma che non sei un robot');
    const byPigeon = await guest.post('/recupera-password', { username: citizen.fiscalCode, via: 'pigeon' });
    expect(byPigeon.body).toContain('Scegli dove ricevere il codice');
    expect(testbed.sent).toEqual([]);
  });

  it('counts wrong codes down and then asks for a new one; a code of no shape costs nothing', async () => {
    const guest = await begin(citizen.fiscalCode);
    const code = codeSentTo(testbed.sent, citizen.phone);
    const wrong = code === '111111' ? '222222' : '111111';
    for (const typed of ['', '12345', '1234567', '１２３４５６', 'x'.repeat(70)]) {
      expect((await guest.post('/recupera-password/codice', { code: typed })).body).toContain(
        'Inserisci il codice di 6 cifre',
      );
    }
    for (let left = 4; left > 0; left--) {
      const page = await guest.post('/recupera-password/codice', { code: wrong });
      expect(page.body).toContain(left === 1 ? 'un solo tentativo' : `${left} tentativi`);
    }
    const last = await guest.post('/recupera-password/codice', { code: wrong });
    expect(last.body).toContain('Fattene mandare uno nuovo');
    expect((await guest.post('/recupera-password/codice', { code })).body).toContain(
      'Questo codice è stato sbagliato 5 volte',
    );
  });

  it('sends another code after a minute, says when it is too early, and kills the one before', async () => {
    const guest = await begin(citizen.fiscalCode);
    const first = codeSentTo(testbed.sent, citizen.phone);
    const early = await guest.follow(await guest.post('/recupera-password/nuovo-codice'));
    expect(early.body).toContain('È troppo presto per un altro codice');
    expect(testbed.sent).toHaveLength(1);
    testbed.clock.advance(MINUTE);
    const sent = await guest.follow(await guest.post('/recupera-password/nuovo-codice'));
    expect(sent.body).toContain('ti abbiamo inviato un altro codice');
    const second = codeSentTo(testbed.sent, citizen.phone);
    if (second !== first) expect((await guest.post('/recupera-password/codice', { code: first })).statusCode).toBe(422);
    expect((await guest.post('/recupera-password/codice', { code: second })).statusCode).toBe(303);
  });

  it.each([
    ['sms', 'Non hai ricevuto l&#39;SMS?'],
    ['email', 'Non hai ricevuto l’e-mail?'],
  ])('helps whoever has not received the code by %s', async (via, words) => {
    const guest = await begin(citizen.fiscalCode, via);
    expect((await guest.get('/recupera-password/codice')).body.replaceAll("'", '&#39;')).toContain(words);
  });

  // The main button of a page with a dead code used to be the one that sends it.
  it('once the code is too old or used up, another code is the thing to do', async () => {
    const guest = await begin(citizen.fiscalCode);
    const wrong = codeSentTo(testbed.sent, citizen.phone) === '111111' ? '222222' : '111111';
    for (let i = 0; i < 4; i++) await guest.post('/recupera-password/codice', { code: wrong });
    const usedUp = await guest.post('/recupera-password/codice', { code: wrong });
    testbed.clock.advance(10 * MINUTE);
    const tooOld = await guest.get('/recupera-password/codice');
    const stale = await guest.get('/recupera-password/codice?esito=inviato');
    expect(stale.body).not.toContain('ti abbiamo inviato un altro codice');
    for (const { body } of [usedUp, tooOld]) {
      expect(body).not.toContain('name="code"');
      expect(body.match(/class="btn btn-primary">(.*?)<\/button>/)?.[1]).toBe('Invia SMS di nuovo');
    }
  });

  it('WCAG 2.2.1 gives more time at one press, and comes back to the step in hand', async () => {
    const guest = await begin(citizen.fiscalCode);
    testbed.clock.advance(29 * MINUTE);
    const more = await guest.post('/recupera-password/altro-tempo');
    expect(more.headers['location']).toBe('/recupera-password/codice');
    testbed.clock.advance(29 * MINUTE);
    expect((await guest.follow(more)).statusCode).toBe(200);
    testbed.clock.advance(MINUTE);
    const over = await guest.post('/recupera-password/altro-tempo');
    expect((await guest.follow(over)).statusCode).toBe(410);
    expect((await visitor(portal).get('/recupera-password/altro-tempo')).statusCode).toBe(405);
  });

  it('opens no page out of turn, in no other browser, and none after half an hour', async () => {
    const guest = await begin(citizen.fiscalCode);
    const code = codeSentTo(testbed.sent, citizen.phone);
    const skipped = await guest.post('/recupera-password/nuova-password', {
      password: NEW_PASSWORD,
      passwordAgain: NEW_PASSWORD,
    });
    expect(skipped.headers['location']).toBe('/recupera-password/codice');

    const other = visitor(portal);
    await other.get('/recupera-password');
    const elsewhere = await other.post('/recupera-password/codice', { code });
    expect([elsewhere.statusCode, h1(elsewhere.body)]).toEqual([410, 'Il recupero è scaduto']);
    expect((await other.get('/recupera-password/codice')).headers['location']).toBe('/recupera-password');

    testbed.clock.advance(30 * MINUTE);
    const late = await guest.post('/recupera-password/codice', { code });
    expect([late.statusCode, h1(late.body)]).toEqual([410, 'Il recupero è scaduto']);
    expect(await signsIn(GOOD_PASSWORD)).toBe(true);
  });

  // The language switch on the page that said so used to lead to "method not allowed": its address only takes forms.
  it('shows that it is over where reload and the language switch find it again', async () => {
    const guest = await begin(citizen.fiscalCode);
    testbed.clock.advance(30 * MINUTE);
    for (const button of ['nuovo-codice', 'altro-tempo']) {
      const answer = await guest.post(`/recupera-password/${button}`);
      expect(answer.headers['location']).toBe('/recupera-password/codice');
      expect(h1((await guest.follow(answer)).body)).toBe('Il recupero è scaduto');
    }
  });

  it('PWD-02 says everything that is wrong with the new password at once, and shows none of it again', async () => {
    const guest = await begin(citizen.fiscalCode);
    await guest.post('/recupera-password/codice', { code: codeSentTo(testbed.sent, citizen.phone) });
    await guest.get('/recupera-password/nuova-password');
    const short = await guest.post('/recupera-password/nuova-password', { password: 'aaab', passwordAgain: 'aaab' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain(
      'Usa almeno 10 caratteri. Aggiungi una lettera maiuscola. Aggiungi un numero. Aggiungi un simbolo',
    );
    expect(short.body).not.toContain('aaab');
    // The rules used to be told only after the two fields agreed.
    const different = await guest.post('/recupera-password/nuova-password', {
      password: 'aaab',
      passwordAgain: 'altro',
    });
    expect(different.body).toContain('Usa almeno 10 caratteri');
    expect(different.body).toContain('Scrivi la stessa password nei due campi');
    const personal = await guest.post('/recupera-password/nuova-password', {
      password: `${citizen.fiscalCode}-a1`,
      passwordAgain: `${citizen.fiscalCode}-a1`,
    });
    expect(personal.body).toContain('Non usare il tuo nome, il codice fiscale');
    expect(await signsIn(GOOD_PASSWORD)).toBe(true);
  });

  it('two tabs with one code change the password once', async () => {
    const guest = await begin(citizen.fiscalCode);
    await guest.post('/recupera-password/codice', { code: codeSentTo(testbed.sent, citizen.phone) });
    const change = (password: string) =>
      guest.post('/recupera-password/nuova-password', { password, passwordAgain: password });
    const answers = await Promise.all([change('Onda-lunga.2026'), change('Onda-corta.2027')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410]);
  });
});
