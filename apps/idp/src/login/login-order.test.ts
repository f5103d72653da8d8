import { MINUTE } from '@tessera/base';
import { personWithCredentials } from '@tessera/login/testing';
import { visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { h1, type LoginWalk, openLoginWalk, placeOf } from '../testing/login-walk.ts';

let walk: LoginWalk;
beforeEach(async () => {
  walk = await openLoginWalk();
});
afterEach(async () => {
  expect(walk.idp.bugs).toEqual([]);
  await walk.close();
});

describe('pages that explain', () => {
  it('a level 3 request says why, and the way back tells the service', async () => {
    const { path, page } = await walk.begin({ minimumLevel: 3 });
    expect(h1(page)).toContain('LIVELLO 3');
    expect(page.body).toContain('Questo servizio chiede il livello 3');
    expect(placeOf(await walk.browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(walk.idp.told).toEqual([{ outcome: 'refused', reason: 'level-not-reachable' }]);
  });

  it('MIN-06 a minor is told the rule and the day on which it ends', async () => {
    walk.person = await personWithCredentials(walk.bed, { birthDate: '2014-04-02' });
    const page = await walk.browser.follow(await walk.typeCredentials(await walk.begin({ minimumLevel: 2 })));
    expect(page.body).toContain('istituti scolastici');
    expect(page.body).toContain('2 aprile 2032');
    expect(page.body).toContain('Nessun dato è stato inviato');
  });

  it('a login that took too long says so on every page of it, and leads back', async () => {
    const { path } = await walk.toConsent();
    walk.bed.clock.advance(10 * MINUTE);
    const page = await walk.browser.follow(await walk.browser.get(`${path}/consent`));
    expect(page.body).toContain('Il tempo per l’accesso è scaduto');
    expect(page.body).not.toContain(walk.person.fiscalCode);
    expect(placeOf(await walk.browser.post(`${path}/cancel`))).toContain('outcome=refused');
    expect(walk.idp.told).toEqual([{ outcome: 'refused', reason: 'timed-out' }]);
  });

  it('promise 13 another browser learns and changes nothing', async () => {
    const login = await walk.toConsent();
    const other = visitor(walk.idp.server);
    await other.get('/accesses');
    for (const page of ['consent', 'credentials', 'end']) {
      const seen = await other.get(`${login.path}/${page}`);
      expect(seen.statusCode).toBe(403);
      expect(seen.body).toContain('un altro browser');
      expect(seen.body).not.toContain('Comune di Esempio');
      expect(seen.body).not.toContain(walk.person.fiscalCode);
    }
    await other.follow(await other.get('/accesses'));
    for (const form of ['consent', 'cancel', 'resend', 'level-1', 'other-person']) {
      expect((await other.post(`${login.path}/${form}`)).statusCode).toBe(403);
    }
    expect(walk.idp.told).toEqual([]);
    expect(placeOf(await walk.browser.post(`${login.path}/consent`))).toContain('authenticated');
  });

  it('an unknown login is a page not found', async () => {
    await walk.begin();
    expect((await walk.browser.get('/login/00000000-0000-4000-8000-000000000000/code')).statusCode).toBe(404);
    expect((await walk.browser.post('/login/nothing/consent')).statusCode).toBe(404);
  });
});

describe('steps out of order', () => {
  it('every address of a login leads to the page of its step', async () => {
    const login = await walk.begin({ minimumLevel: 2 });
    for (const page of ['code', 'consent', 'end', 'anything', 'resend']) {
      expect(placeOf(await walk.browser.get(`${login.path}/${page}`))).toBe(`${login.path}/credentials`);
    }
    expect(placeOf(await walk.browser.get(login.path))).toBe(`${login.path}/credentials`);
    await walk.typeCredentials(login);
    expect(placeOf(await walk.browser.get(`${login.path}/credentials`))).toBe(`${login.path}/code`);
  });

  it('T-LOG-14 forms of other steps move nothing', async () => {
    const login = await walk.begin({ minimumLevel: 2 });
    expect(placeOf(await walk.browser.post(`${login.path}/consent`))).toBe(`${login.path}/credentials`);
    await walk.typeCredentials(login);
    for (const form of ['consent', 'level-1']) {
      expect(placeOf(await walk.browser.post(`${login.path}/${form}`))).toBe(`${login.path}/code`);
    }
    expect(walk.idp.told).toEqual([]);
  });

  it('T-LOG-17 no form is taken without its token, and every one of them belongs to the page', async () => {
    const login = await walk.begin();
    const posts = walk.idp.server.routeList.all.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(7);
    for (const { url } of posts) {
      expect((await walk.browser.post(url.replace('/login/:id', login.path), {}, null)).statusCode, url).toBe(403);
    }
  });

  it('two logins in two tabs do not disturb each other', async () => {
    const [one, two] = [await walk.begin(), await walk.begin({ attributes: ['fiscalCode'] })];
    await walk.typeCredentials(two);
    await walk.typeCredentials(one);
    await walk.browser.post(`${one.path}/consent`);
    await walk.browser.post(`${two.path}/consent`);
    const released = walk.idp.told.map(
      (one) => one.outcome === 'authenticated' && Object.keys(one.authentication.released).length,
    );
    expect(released).toEqual([4, 1]);
  });

  it('a browser keeps few logins: the oldest makes room', async () => {
    const first = await walk.begin();
    for (let i = 0; i < 8; i++) await walk.begin();
    expect((await walk.browser.get(`${first.path}/credentials`)).statusCode).toBe(403);
    expect([...walk.browser.cookies.keys()].filter((name) => name.includes('login-'))).toHaveLength(8);
  });
});

describe('cookies', () => {
  it('T-LOG-20 are HttpOnly, of this host and random, and none holds anything else', async () => {
    const { path } = await walk.toConsent();
    const answer = await walk.browser.post(`${path}/consent`);
    const names = answer.cookies.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['tessera-idp-session', 'tessera-idp-known-browser']));
    for (const cookie of answer.cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(cookie.domain).toBeUndefined();
      expect(cookie.value).toMatch(/^[\w-]{43}$/);
    }
  });
});
