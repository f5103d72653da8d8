import { HOUR, MINUTE } from '@tessera/base';
import { type Visitor, visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestService, type TestService } from './testing/open-test-service.ts';

describe('Stanza del Cittadino', () => {
  let test: TestService;
  let citizen: Visitor;
  beforeEach(async () => {
    test = await openTestService();
    citizen = visitor(test.server);
  });
  afterEach(async () => {
    expect(test.bugs).toEqual([]);
    await test.close();
  });

  /** Presses "Entra con CIE" and lets the provider send the citizen back: the address that the browser then opens. */
  async function there(fields: Record<string, string> = {}, path = '/accedi/cie'): Promise<URL> {
    await citizen.get(path === '/accedi/cie' ? '/accedi/identita-digitale' : '/sviluppatori');
    const sent = await citizen.post(path, fields);
    expect(sent.statusCode).toBe(303);
    const answer = await fetch(String(sent.headers['location']), { redirect: 'manual' });
    return new URL(String(answer.headers.get('location')));
  }
  const back = ({ pathname, search }: URL) => citizen.get(pathname + search);
  const enter = async (fields?: Record<string, string>, path?: string) =>
    citizen.follow(await back(await there(fields, path)));

  it('SVC-01 SVC-02 leads from the home page to "Accedi" and "Entra con CIE"', async () => {
    const home = await citizen.get('/');
    expect(home.body).toContain('Provincia di Fantasia');
    const menu = home.body.slice(home.body.indexOf('<nav class="nav-header"'), home.body.indexOf('</nav>'));
    expect(Array.from(menu.matchAll(/<a [^>]*>(.*?)<\/a>/g), ([, entry]) => entry)).toEqual([
      'Amministrazione',
      'Novità',
      'Servizi',
      'Vivere il comune',
      'Sviluppatori',
    ]);
    for (const section of ['Amministrazione Trasparente', 'Albo Pretorio']) {
      expect(home.body).toContain(`<h2 lang="it">${section}</h2>`);
    }
    expect(home.body).toContain('<a class="header-action" href="/accedi">Accedi all\'area personale</a>');
    const access = await citizen.get('/accedi');
    expect(access.body).toMatch(
      /<h1>Accedi<\/h1>.*Per accedere al sito e ai suoi servizi, utilizza una delle seguenti modalità\..*<h2[^>]*>SPID \/ CIE \/ CNS<\/h2>.*Accedi con la tua identità digitale\..*href="\/accedi\/identita-digitale"[^>]*>Accedi<\/a>/s,
    );
    const entra = await citizen.get('/accedi/identita-digitale');
    expect(entra.body).toContain('Entra con CIE');
    expect(entra.headers['content-security-policy']).toContain(`form-action 'self' ${test.idp.issuer};`);
  });

  it('SVC-04 CON-02 shows the four data and the level on arrival, and nothing to strangers', async () => {
    const area = await enter();
    expect(area.statusCode).toBe(200);
    expect(area.body).toContain('Autenticazione avvenuta. Si può ora accedere al servizio desiderato');
    for (const value of ['Topolina', 'De Paperis', '31 gennaio 1985', 'XXXYYY85A71Z999X', 'Livello 2']) {
      expect(area.body).toContain(value);
    }
    const stranger = await visitor(test.server).get('/area-personale');
    expect(stranger.statusCode).toBe(303);
    expect(stranger.headers['location']).toBe('/accedi');
  });

  it('asks for any level on the page for developers, and shows there that every rule is kept', async () => {
    for (const level of ['1', '2', '3']) {
      await enter({ level, fresh: 'on', offline: 'on' }, '/sviluppatori/entra');
      const page = await citizen.get('/sviluppatori');
      expect(page.body).toContain(`SpidL${level}`);
      expect(page.body.match(/class="rule-kept"/g)).toHaveLength(21);
      expect(page.body).not.toContain('rule-broken');
      for (const part of ['client_assertion', 'at+jwt', 'code_challenge', 'refresh_token'])
        expect(page.body).toContain(part);
    }
    const nobody = await visitor(test.server).get('/sviluppatori');
    expect(nobody.body).not.toContain('Topolina');
    expect((await citizen.post('/sviluppatori/entra', { level: '4' })).statusCode).toBe(422);
    expect((await citizen.get('/sviluppatori/metadata.json')).json()).toMatchObject({
      openid_relying_party: { client_id: test.origin },
    });
  });

  it('T-LOG-16 opens a session under a new cookie, and "Esci" ends it here and the access token there', async () => {
    await enter();
    const first = citizen.cookies.get('tessera-service-session');
    await enter();
    expect(citizen.cookies.get('tessera-service-session')).not.toBe(first);
    await citizen.get('/area-personale');
    const left = await citizen.follow(await citizen.post('/esci'));
    expect(left.body).toContain('Sei uscito dall’area personale');
    expect(left.headers['clear-site-data']).toBe('"cache", "storage"');
    expect((await citizen.get('/area-personale')).statusCode).toBe(303);
    expect((await test.idp.testbed.events()).at(-1)).toMatchObject({ act: 'oidc.token-revoked' });
  });

  it('T-LOG-23 ends a session that was idle for half an hour, or is twelve hours old', async () => {
    await enter();
    test.idp.testbed.clock.advance(30 * MINUTE);
    expect((await citizen.get('/area-personale')).statusCode).toBe(303);
    await enter();
    for (let minutes = 0; minutes < 12 * 60 - 25; minutes += 25) {
      test.idp.testbed.clock.advance(25 * MINUTE);
      expect((await citizen.get('/area-personale')).statusCode).toBe(200);
    }
    test.idp.testbed.clock.advance(HOUR / 2);
    expect((await citizen.get('/area-personale')).statusCode).toBe(303);
  });

  it.each([
    ['cancelled', 'L’accesso non è stato completato'],
    ['timed-out', 'L’accesso non è stato completato'],
    ['minor', 'L’accesso non è stato completato'],
  ] as const)('IDP-23 says what to do when the login ended with %s', async (reason, words) => {
    test.idp.loginEnds = () => ({ outcome: 'refused', reason });
    const page = await enter();
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(words);
    expect(page.body).toContain('access_denied');
    expect(page.body).toContain('Riprova');
  });

  it.each([
    ['login_required', 'Serve di nuovo l’accesso'],
    ['consent_required', 'Serve di nuovo l’accesso'],
    ['server_error', 'Entra con CIE non è disponibile in questo momento'],
    ['temporarily_unavailable', 'Entra con CIE non è disponibile in questo momento'],
    ['invalid_request', 'La nostra richiesta contiene un errore'],
    ['unauthorized_client', 'La nostra richiesta contiene un errore'],
    ['something_new', 'La nostra richiesta contiene un errore'],
  ])('has a page for the protocol’s error %s', async (error, words) => {
    const answer = await there();
    answer.searchParams.delete('code');
    answer.searchParams.set('error', error);
    expect((await citizen.follow(await back(answer))).body).toContain(words);
    // Reload and the language switch ask again, and find the same page.
    expect((await citizen.get('/accedi/esito')).body).toContain(words);
  });

  it('T-OID-14 believes no answer of another provider, with another code, or without iss', async () => {
    for (const change of [
      (answer: URL) => answer.searchParams.set('iss', 'https://evil.example'),
      (answer: URL) => answer.searchParams.delete('iss'),
      (answer: URL) => answer.searchParams.set('code', 'made-up'),
      (answer: URL) => answer.searchParams.delete('code'),
    ]) {
      const answer = await there();
      change(answer);
      const page = await citizen.follow(await back(answer));
      expect(page.statusCode).toBe(502);
      expect(page.body).toContain('La risposta ricevuta non è valida');
    }
    expect((await citizen.get('/area-personale')).statusCode).toBe(303);
  });

  it('takes an answer once, in the browser that asked, within a quarter of an hour', async () => {
    const answer = await there();
    const other = visitor(test.server);
    const stolen = await other.get(answer.pathname + answer.search);
    expect(stolen.statusCode).toBe(400);
    expect(stolen.body).toContain('Questo accesso non è più valido');
    expect((await back(answer)).headers['location']).toBe('/area-personale');
    // Reload or back: the citizen is in already.
    expect((await back(answer)).headers['location']).toBe('/area-personale');
    const late = await there();
    test.idp.testbed.clock.advance(31 * MINUTE);
    expect((await back(late)).statusCode).toBe(400);
    for (const query of ['', '?state=', '?state=a&state=b', '?code=x&state=%00']) {
      expect((await visitor(test.server).get(`/accedi/ritorno${query}`)).statusCode).toBe(400);
    }
  });

  it('T-WEB-02 shows an error description as text', async () => {
    const answer = await there();
    answer.searchParams.delete('code');
    answer.searchParams.set('error', 'invalid_request');
    answer.searchParams.set('error_description', '<script>alert(1)</script>');
    const page = await citizen.follow(await back(answer));
    expect(page.body).toContain('&lt;script');
    expect(page.body).not.toContain('<script>alert');
  });

  it('says when the provider cannot be reached', async () => {
    const closed = await openTestService();
    await closed.idp.server.close();
    const lost = visitor(closed.server);
    await lost.get('/accedi/identita-digitale');
    const page = await lost.post('/accedi/cie');
    expect(page.statusCode).toBe(502);
    expect(page.body).toContain('Non riusciamo a raggiungere Entra con CIE');
    await closed.server.close();
    await closed.idp.testbed.close();
  });

  it('speaks English and German', async () => {
    expect((await visitor(test.server, { acceptLanguage: 'en' }).get('/accedi')).body).toContain(
      'Sign in with your digital identity',
    );
    expect((await visitor(test.server, { acceptLanguage: 'de' }).get('/accedi')).body).toContain(
      'Melde dich mit deiner digitalen Identität an',
    );
  });
});
