import { suspend } from '@tessera/credentials';
import { visitor } from '@tessera/web/testing';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encoded } from './every-door/door.ts';
import { type House, openHouse } from './every-door/house.ts';
import {
  ACR,
  AGAIN_LATER,
  agree,
  type Guest,
  giveCode,
  givePassword,
  hiddenAt,
  postTo,
  redemption,
  stepOf,
  type Tokens,
  toAuthorizationCode,
  toCode,
  toConsent,
  toCredentials,
  toTokens,
  wished,
} from './every-door/idp-doors.ts';
import { recoverPassword } from './every-door/recover.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => expect(house.bugs.splice(0)).toEqual([]));

const LEVEL_1 = { acr_values: `${ACR}1` };
const LEVEL_2 = { acr_values: `${ACR}2` };
const LEVEL_3 = { acr_values: `${ACR}3` };

const redeem = async (code: string) => postTo(house, '/oidc/token', await redemption(house.party, code));
const levelIn = (answer: Awaited<ReturnType<typeof redeem>>): unknown =>
  decodeJwt(answer.json<Tokens>().id_token)['acr'];

/** Somebody who has just entered at level 1: the browser has a sign-on session now. */
async function signedOn(): Promise<Guest> {
  const guest = await toConsent(house, LEVEL_1);
  await agree(guest);
  return guest;
}

describe('a level that somebody tries to raise', () => {
  it('T-LOG-14 the browser’s own words about the level are not heard: the service’s signed ones count', async () => {
    for (const outside of [
      { acr_values: `${ACR}1` },
      { acr_values: '' },
      { prompt: 'none', max_age: '99999' },
      { claims: '{"id_token":{"acr":{"value":"https://www.spid.gov.it/SpidL1"}}}' },
    ]) {
      const guest = await toCredentials(house);
      const address = `${await wished(house, LEVEL_2)}&${encoded(outside)}`;
      const begun = await guest.browser.get(address);
      const login = { ...guest, login: String(begun.headers['location']).replace(/\/[^/]*$/, '') };
      await givePassword(login);
      expect(await stepOf(login), JSON.stringify(outside)).toBe('code');
    }
  });

  it('T-LOG-14 forms of later steps, sent at once, do not pass the code', async () => {
    const guest = await toCode(house, LEVEL_2);
    const hidden = await hiddenAt(guest, 'code');
    for (const [page, fields] of [
      ['consent', { offline_access: 'on' }],
      ['level-1', {}],
      ['consent', { acr: `${ACR}2`, level: '2' }],
    ] as const) {
      await guest.browser.post(`${guest.login}/${page}`, { ...hidden, ...fields });
      expect(await stepOf(guest)).toBe('code');
    }
    await giveCode(house, guest);
    expect(await stepOf(guest)).toBe('consent');
  });

  it('T-LOG-14 what was proven in a login of level 1 proves nothing in one of level 2', async () => {
    const low = await toConsent(house, LEVEL_1);
    const high = await toCredentials(house, LEVEL_2, low);
    // The cookie of the one login, under the name of the other.
    const nameOf = ({ login }: Guest) => `tessera-idp-login-${login.replace('/login/', '')}`;
    const token = low.browser.cookies.get(nameOf(low)) ?? '';
    const thief = visitor(house.apps.idp);
    for (const [name, value] of high.browser.cookies) thief.cookies.set(name, value);
    thief.cookies.set(nameOf(high), token);
    const answer = await thief.post(`${high.login}/consent`, await hiddenAt(low, 'consent'));
    expect(answer.statusCode).toBe(403);
    expect(await stepOf(high)).toBe('credentials');
  });

  it.each([
    [LEVEL_1, 1],
    [LEVEL_2, 2],
    [{ acr_values: `${ACR}2 ${ACR}1` }, 2],
  ] as const)(
    'T-LOG-14 promise 11 token, introspection and event log tell the level that was proven: %j',
    async (claims, level) => {
      const { code } = await toAuthorizationCode(house, claims);
      const tokens = (await redeem(code)).json<Tokens>();
      expect(decodeJwt(tokens.id_token)['acr']).toBe(ACR + level);
      const answered = (await house.bed.events()).filter(({ act }) => act === 'login.answered').at(-1);
      expect(answered?.details).toMatchObject({ level });
    },
  );

  it('T-LOG-14 whoever goes on without the code gets level 1, and the token says so', async () => {
    const guest = await toCode(house, { acr_values: `${ACR}2 ${ACR}1` });
    await guest.browser.post(`${guest.login}/level-1`, await hiddenAt(guest, 'code'));
    const code = (await agree(guest)).get('code') ?? '';
    expect(levelIn(await redeem(code))).toBe(`${ACR}1`);
  });

  it('T-LOG-15 a session of level 1 opens nothing above it, however often it is tried', async () => {
    const guest = await signedOn();
    expect(await stepOf(await toCredentials(house, LEVEL_1, guest))).toBe('consent');
    for (const claims of [LEVEL_2, { ...LEVEL_1, prompt: 'consent login' }, { ...LEVEL_1, max_age: 3600 }]) {
      const again = await toCredentials(house, claims, guest);
      expect(await stepOf(again), JSON.stringify(claims)).toBe('credentials');
      const hidden = await hiddenAt(again, 'credentials');
      await guest.browser.post(`${again.login}/consent`, hidden);
      await guest.browser.post(`${again.login}/code`, { ...hidden, code: '123456' });
      expect(await stepOf(again)).toBe('credentials');
    }
    expect(await stepOf(await toCredentials(house, LEVEL_3, guest))).toBe('end');
  });

  it('T-LOG-15 level 2 that was proven a moment ago is proven again', async () => {
    const guest = await toConsent(house, LEVEL_2);
    await agree(guest);
    expect(await stepOf(await toCredentials(house, LEVEL_2, guest))).toBe('credentials');
    // At level 1 the session serves, and says no more than that.
    const low = await toCredentials(house, LEVEL_1, guest);
    expect(levelIn(await redeem((await agree(low)).get('code') ?? ''))).toBe(`${ACR}1`);
  });
});

describe('a cookie that somebody planted or saw', () => {
  const copyOf = ({ browser }: Guest) => {
    const thief = visitor(house.apps.idp);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    return thief;
  };

  it('T-LOG-16 opens nothing after each rise: password, code, sign-on', async () => {
    const guest = await toCredentials(house, LEVEL_2);
    const planted = copyOf(guest);
    await givePassword(guest);
    const seen = copyOf(guest);
    await giveCode(house, guest);
    for (const thief of [planted, seen]) {
      const before = await thief.get(`${guest.login}/consent`);
      expect(before.statusCode).toBe(403);
      const forms = await hiddenAt(guest, 'consent');
      expect((await thief.post(`${guest.login}/consent`, forms)).statusCode).toBe(403);
    }
    expect(await stepOf(guest)).toBe('consent');
    await agree(guest);
    for (const thief of [planted, seen]) expect((await thief.get('/accesses')).statusCode).toBe(303);
    expect((await guest.browser.get('/accesses')).statusCode).toBe(200);
  });

  it('T-LOG-16 is not the session that the citizen gets: one planted beforehand stays worth nothing', async () => {
    const attacker = await signedOn();
    const planted = attacker.browser.cookies.get('tessera-idp-session') ?? '';
    const victim = await toCredentials(house, LEVEL_1);
    victim.browser.cookies.set('tessera-idp-session', planted);
    await givePassword(victim);
    await agree(victim);
    expect(victim.browser.cookies.get('tessera-idp-session')).not.toBe(planted);
    // It was the attacker's own, and has ended: nobody is signed on by it any more.
    expect((await attacker.browser.get('/accesses')).statusCode).toBe(303);
  });
});

describe('a session and nothing else', () => {
  it('T-LOG-22 changes neither password nor contact nor device, whatever form it sends wherever', async () => {
    const guest = await signedOn();
    const page = await guest.browser.get('/accesses');
    const hidden = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const secrets = async () =>
      Promise.all(
        ['credentials', 'contacts', 'email_usernames', 'recoveries'].map((table) =>
          house.bed.database.all(`select * from ${table} order by 1`),
        ),
      );
    const before = await secrets();
    const wish = {
      form_token: hidden,
      password: 'Onda-lunga.2026',
      passwordAgain: 'Onda-lunga.2026',
      email: 'ladro@posta.example',
      phone: '+393330009999',
      secondFactor: 'app',
      privacy: 'on',
      form: 'x',
    };
    for (const app of ['idp', 'portal'] as const) {
      const browser = visitor(house.apps[app]);
      for (const [name, value] of guest.browser.cookies) {
        browser.cookies.set(name, value);
        browser.cookies.set(name.replace('-idp-', '-portal-'), value);
      }
      for (const { method, url } of house.apps[app].routeList.all.filter((route) => route.method !== 'HEAD')) {
        const path = url.replace(/:\w+/g, guest.login.replace('/login/', ''));
        if (url === '/accesses/sign-off') continue;
        await (method === 'POST' ? browser.post(path, wish, hidden) : browser.get(path));
      }
    }
    expect(await secrets()).toEqual(before);
  });
});

describe('what ends when credentials change', () => {
  /** Everything that a citizen and a service hold at one moment. */
  async function holdings() {
    const { person, browser, tokens } = await toTokens(house);
    const open = await toConsent(house, LEVEL_1);
    const sameOwner = { browser, person };
    const session = await toCredentials(house, LEVEL_1, sameOwner);
    expect(await stepOf(session)).toBe('consent');
    house.bed.clock.advance(60_000);
    const another = await toCredentials(house, { ...LEVEL_2, ...AGAIN_LATER }, sameOwner);
    await givePassword(another);
    await giveCode(house, another);
    const code = (await agree(another)).get('code') ?? '';
    return { person, browser, tokens, code, session, untouched: open };
  }

  const refresh = async (token: string) =>
    postTo(house, '/oidc/token', {
      grant_type: 'refresh_token',
      refresh_token: token,
      ...(await house.party.proof('token')),
    });
  const read = (token: string) =>
    house.apps.idp.inject({ url: '/oidc/userinfo', headers: { authorization: `Bearer ${token}` } });
  const isActive = async (token: string) =>
    (await postTo(house, '/oidc/introspect', { token, ...(await house.party.proof('introspection')) })).json();

  const ends = {
    'the password is recovered': (citizen: Awaited<ReturnType<typeof holdings>>) =>
      recoverPassword(house, citizen.person),
    'the credentials are suspended': async ({ person }: Awaited<ReturnType<typeof holdings>>) => {
      expect(await suspend(house.bed, person.citizenId)).toBe(true);
    },
  };

  it.each(Object.entries(ends))(
    'T-LOG-21 promise 6 when %s: code, tokens, session and open login are dead, and only theirs',
    async (_name, end) => {
      const held = await holdings();
      await end(held);

      const redeemed = await redeem(held.code);
      expect([redeemed.statusCode, redeemed.json()]).toEqual([
        400,
        expect.objectContaining({ error: 'invalid_grant' }),
      ]);
      const refreshed = await refresh(held.tokens.refresh_token);
      expect([refreshed.statusCode, refreshed.json()]).toEqual([
        400,
        expect.objectContaining({ error: 'invalid_grant' }),
      ]);
      const userinfo = await read(held.tokens.access_token);
      expect([userinfo.statusCode, userinfo.json()]).toEqual([
        401,
        expect.objectContaining({ error: 'invalid_token' }),
      ]);
      expect(await isActive(held.tokens.access_token)).toEqual({ active: false });
      expect(await isActive(held.tokens.refresh_token)).toEqual({ active: false });

      expect(await stepOf(held.session)).toBe('credentials');
      expect((await held.browser.get('/accesses')).statusCode).toBe(303);
      expect(await stepOf(await toCredentials(house, LEVEL_1, held))).toBe('credentials');
      await held.browser.post(`${held.session.login}/consent`, await hiddenAt(held.session, 'credentials'));
      expect(await stepOf(held.session)).toBe('credentials');

      // Somebody else's login goes on as if nothing had happened.
      expect((await agree(held.untouched)).get('code')).toMatch(/.{20,}/);
    },
  );

  it('T-LOG-21 “Esci” ends the session, and a copy of its cookie with it', async () => {
    const guest = await signedOn();
    const copy = visitor(house.apps.idp);
    for (const [name, value] of guest.browser.cookies) copy.cookies.set(name, value);
    await guest.browser.get('/accesses');
    await guest.browser.post('/accesses/sign-off');
    expect((await copy.get('/accesses')).statusCode).toBe(303);
    expect((await guest.browser.get('/accesses')).statusCode).toBe(303);
  });
});
