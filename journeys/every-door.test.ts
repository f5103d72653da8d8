import { connect } from 'node:net';
import { createIdp } from '@tessera/idp';
import { createPortal } from '@tessera/portal';
import { hearAnswers, looseHeaders, type Visitor, visitor } from '@tessera/web/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encoded, type Fields, FORM, nameOf, passes, send, submit } from './every-door/door.ts';
import { changedTables, dumpOf } from './every-door/dump.ts';
import { DOORS } from './every-door/every-door.ts';
import { APP_NAMES, type AppName, type House, openHouse, portOf } from './every-door/house.ts';
import { toCode, toConsent, toCredentials, toTokens, wished } from './every-door/idp-doors.ts';

/** The only documents that anyone's script may read, from any site. */
const OPEN = ['/.well-known/openid-configuration', '/oidc/jwks'];
const doors = DOORS.map((door) => [nameOf(door), door] as const);
const pageDoors = doors.filter(([, { protocol }]) => protocol !== true);

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => {
  expect(house.bugs.splice(0)).toEqual([]);
  const loose = house.heard.splice(0).flatMap((answer) => looseHeaders(answer, { secure: false, open: OPEN }));
  expect(loose, 'T-WEB-01 T-LOG-19 T-LOG-20 T-WEB-06 T-PRV-08: every answer').toEqual([]);
});

/** What changes while this is done: tables, and messages that leave. */
async function changesOf(work: () => Promise<void>): Promise<{ tables: string[]; sent: number }> {
  const { bed, sent } = house;
  const [before, sentBefore] = [await dumpOf(bed.database), sent.length];
  await work();
  return { tables: changedTables(before, await dumpOf(bed.database)), sent: sent.length - sentBefore };
}
const NOTHING = { tables: [], sent: 0 };

const routesOf = (app: AppName) => house.apps[app].routeList.all;
/** An address of this route, with what it needs in the place of its parameters. */
const addressOf = (url: string, id = '00000000-0000-4000-8000-000000000000'): string =>
  url.replace(':id', id).replace(':page', 'consent').replace(':language', 'de').replace('*', 'page.js');

describe('the list of doors', () => {
  it('holds every route of the apps that may change something', () => {
    const routes = APP_NAMES.flatMap((app) =>
      routesOf(app)
        .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
        .map(({ method, url }) => `${app} ${method} ${url}`),
    );
    expect(DOORS.map(nameOf).sort()).toEqual(routes.sort());
  });

  it('T-LOG-17 has its form token before it, unless services post there', () => {
    const open = APP_NAMES.flatMap((app) => routesOf(app).filter(({ fromOtherSites }) => fromOtherSites));
    const posts = new Set(open.filter(({ method }) => method === 'POST').map(({ url }) => url));
    expect([...posts].sort()).toEqual(
      DOORS.filter(({ protocol }) => protocol)
        .map(({ url }) => url)
        .sort(),
    );
  });
});

describe('a form that another site sends', () => {
  it.each(pageDoors)('T-LOG-17 %s refuses it, and changes nothing', async (_name, door) => {
    const standing = await door.stand(house);
    const form = await standing.form();
    const { form_token: own = '', ...bare } = form;
    const stranger = visitor(house.apps[door.app]);
    const foreign = await tokenOf(stranger, firstPage[door.app]);
    expect(foreign).toMatch(/^[\w-]{43}$/);
    const attempts: readonly (readonly [string, Fields, Fields])[] = [
      ['without a token', bare, {}],
      ['with an empty token', { ...bare, form_token: '' }, {}],
      ['with the token of another browser', { ...bare, form_token: foreign }, {}],
      ['with a token in the wrong case', { ...bare, form_token: own.toLowerCase() }, {}],
      ['from another origin', form, { origin: 'https://evil.example' }],
      ['from a neighbour’s port', form, { origin: 'http://localhost:1' }],
      ['from another site, says the browser', form, { 'sec-fetch-site': 'cross-site' }],
      ['from the same site', form, { 'sec-fetch-site': 'same-site' }],
      ['with two sites at once', form, { 'sec-fetch-site': 'same-origin, cross-site' }],
    ];
    const statuses: number[] = [];
    const changed = await changesOf(async () => {
      for (const [, fields, headers] of attempts) {
        const { statusCode } = await send(house, door.app, standing, { payload: encoded(fields), headers });
        statuses.push(statusCode);
      }
      // The right token, and no cookie at all: whose would it be?
      const { statusCode } = await send(
        house,
        door.app,
        { ...standing, browser: stranger },
        { payload: encoded(form) },
      );
      statuses.push(statusCode);
    });
    expect(statuses).toEqual(Array(attempts.length + 1).fill(403));
    expect(changed).toEqual(NOTHING);
    // Nothing was lost by it either.
    expect(passes(door, await submit(house, door.app, standing, await standing.form()))).toBe(true);
  });
});

/** A page with a form of ours that everybody may open. */
const firstPage: Readonly<Record<AppName, string>> = {
  portal: '/attivazione',
  idp: '/accesses',
  service: '/sviluppatori',
};

describe('reading', () => {
  it.each(pageDoors)('T-LOG-17 GET and HEAD at %s change nothing', async (_name, door) => {
    const standing = await door.stand(house);
    const fields = encoded(await standing.form());
    const changed = await changesOf(async () => {
      for (const method of ['GET', 'HEAD']) {
        const { statusCode } = await send(house, door.app, standing, {
          method,
          path: `${standing.path}?${fields}`,
          headers: { 'x-http-method-override': 'POST' },
        });
        expect([200, 303, 404, 405]).toContain(statusCode);
      }
    });
    expect(changed).toEqual(NOTHING);
  });

  it.each(APP_NAMES)('T-LOG-17 no page of %s changes anything by being read', async (app) => {
    const browsers = app === 'idp' ? await Promise.all([toCredentials, toCode, toConsent].map((to) => to(house))) : [];
    const guests = [
      { browser: visitor(house.apps[app]), id: undefined },
      ...browsers.map(({ browser, login }) => ({ browser, id: login.replace('/login/', '') })),
    ];
    for (const { browser, id } of guests) {
      for (const { method, url } of routesOf(app).filter(({ method }) => method === 'GET' || method === 'HEAD')) {
        const path = addressOf(url, id);
        const changed = await changesOf(async () => {
          await send(house, app, { browser, path }, { method });
        });
        // The one page that begins a login by being opened, as a service's request does.
        const begins = url === '/accesses' ? ['audit_event', 'audit_lane', 'logins'] : [];
        expect(changed, `${method} ${path}`).toEqual({ tables: begins, sent: 0 });
      }
    }
  });
});

describe('requests of an odd kind', () => {
  it.each(APP_NAMES)('T-WEB-05 %s says which methods an address has, and does nothing else', async (app) => {
    const guest = { browser: visitor(house.apps[app]), path: '/' };
    const changed = await changesOf(async () => {
      // Two routes may have one address, such as a login's pages and its forms.
      const methods = Map.groupBy(routesOf(app), ({ url }) => addressOf(url));
      for (const [path, routes] of methods) {
        const has = routes.map(({ method }) => method);
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'OPTIONS']) {
          if (has.includes(method)) continue;
          const answer = await send(house, app, guest, { method, path, payload: 'a=1' });
          expect(answer.statusCode, `${method} ${path}`).toBe(405);
          expect(String(answer.headers['allow']).split(', '), path).toEqual(expect.arrayContaining(has));
        }
      }
    });
    expect(changed).toEqual(NOTHING);
  });

  it.each(APP_NAMES)('T-WEB-05 %s answers to its own name alone, and takes no name from a header', async (app) => {
    const guest = visitor(house.apps[app]);
    const lies = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-port': '666',
      'x-forwarded-prefix': '/evil.example',
      'x-original-url': '/evil.example',
      'x-rewrite-url': '/evil.example',
      forwarded: 'host=evil.example',
      referer: 'https://evil.example/',
    };
    for (const { method, url } of routesOf(app)) {
      const [path, name] = [addressOf(url), `${method} ${url}`];
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1']) {
        const forged = await send(house, app, { browser: guest, path }, { method, headers: { host } });
        expect(forged.statusCode, `${name} at ${host}`).toBe(421);
        expect(forged.body, name).not.toContain(host);
      }
      const answer = await send(house, app, { browser: guest, path }, { method, headers: lies });
      expect(`${answer.headers['location'] ?? ''} ${answer.body}`, name).not.toContain('evil.example');
    }
  });

  it.each(APP_NAMES)('T-WEB-06 %s lets no other site read an answer, but for the public documents', async (app) => {
    const guest = visitor(house.apps[app]);
    for (const { method, url } of routesOf(app)) {
      for (const origin of ['null', 'https://evil.example', 'http://sub.localhost', house.origins.service]) {
        for (const asked of [method, 'OPTIONS']) {
          const answer = await send(
            house,
            app,
            { browser: guest, path: addressOf(url) },
            {
              method: asked,
              headers: {
                origin,
                'access-control-request-method': method,
                'access-control-request-headers': 'x-form-token',
              },
            },
          );
          const open = OPEN.includes(url) && asked !== 'OPTIONS';
          expect(answer.headers['access-control-allow-origin'], `${asked} ${url}`).toBe(open ? '*' : undefined);
        }
      }
    }
  });

  it.each(APP_NAMES)('promise 26 %s cuts a body without a length, and one that never ends', async (app) => {
    const { url } = DOORS.find((door) => door.app === app) ?? { url: '/' };
    house.heard.length = 0;
    const taken = await pour(portOf(house.origins[app]), addressOf(url));
    expect(house.heard.map(({ status }) => status)).toEqual([413]);
    // What the two sockets hold between them comes on top of the 64 kB that are read.
    expect(taken).toBeLessThan(4_000_000);
  });

  it.each(APP_NAMES)('promise 26 %s refuses what is no request', async (app) => {
    const port = portOf(house.origins[app]);
    const long = 'a'.repeat(20_000);
    expect(await speak(port, 'NONSENSE\r\n\r\n')).toContain('400 Bad Request');
    expect(await speak(port, 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain('400 Bad Request');
    expect(await speak(port, `GET /?${long} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).toContain('431 Request Header');
    expect(await speak(port, `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${long}\r\n\r\n`)).toContain('431 ');
    const smuggled =
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await speak(port, smuggled)).toContain('400 Bad Request');
  });
});

/** What a server says to these bytes. */
const speak = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, 'localhost', () => socket.write(bytes));
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });

/** Sends a body in chunks until the server has had enough: how many bytes it let come. */
const pour = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    let [taken, ended] = [0, false];
    const socket = connect(port, 'localhost', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${FORM}\r\n`);
      socket.write('Transfer-Encoding: chunked\r\n\r\n');
      const more = () => {
        if (ended || taken > 20_000_000) return;
        taken += 0x10000;
        socket.write(`10000\r\n${'a'.repeat(0x10000)}\r\n`, () => setImmediate(more));
      };
      more();
    });
    const end = () => {
      ended = true;
      socket.destroy();
      resolve(taken);
    };
    socket.on('data', end);
    socket.on('close', end);
    // The server hangs up with our bytes unread.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? end() : reject(error),
    );
  });

describe('what belongs to somebody else', () => {
  it('T-WEB-07 a login’s identifier opens nothing without the cookie of its browser', async () => {
    const thief = visitor(house.apps.idp);
    await thief.get('/accesses');
    for (const to of [toCredentials, toCode, toConsent]) {
      const { login } = await to(house);
      const changed = await changesOf(async () => {
        for (const { method, url } of routesOf('idp').filter(({ url }) => url.includes(':id'))) {
          const path = url.replace('/login/:id', login).replace(':page', 'consent');
          const form = { form_token: await tokenOf(thief), attempt: 'a'.repeat(43), code: '123456', username: 'x' };
          const answer = await send(
            house,
            'idp',
            { browser: thief, path },
            {
              method,
              ...(method === 'POST' ? { payload: encoded(form) } : {}),
            },
          );
          expect(answer.statusCode, `${method} ${path}`).toBe(403);
        }
      });
      expect({ ...changed, tables: changed.tables.filter((table) => !BEGUN_BY_THE_THIEF.includes(table)) }).toEqual(
        NOTHING,
      );
    }
  });

  it('T-WEB-07 a permission is ended by its citizen alone', async () => {
    const [owner, other] = [await toTokens(house), await toTokens(house)];
    const grantOf = async ({ browser }: typeof owner) =>
      /name="grant" value="([^"]+)"/.exec((await browser.get('/accesses')).body)?.[1] ?? '';
    const [grant, others] = [await grantOf(owner), await grantOf(other)];
    expect(grant).not.toBe(others);
    const before = await house.bed.database.all('select id, ended_at from oidc_authorizations order by id');
    await other.browser.post('/accesses/end', { grant });
    expect(await house.bed.database.all('select id, ended_at from oidc_authorizations order by id')).toEqual(before);
    await owner.browser.post('/accesses/end', { grant });
    expect(await grantOf(owner)).toBe('');
    expect(await grantOf(other)).toBe(others);
  });
});

/** The thief's own login, begun by opening a page for its token. */
const BEGUN_BY_THE_THIEF = ['audit_event', 'audit_lane', 'logins'];

const tokenOf = async (guest: Visitor, path = firstPage.idp): Promise<string> => {
  const page = await guest.follow(await guest.get(path));
  return /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
};

describe('in production', () => {
  it('T-LOG-20 T-WEB-01 every answer has HSTS, and every cookie is __Host- and Secure', async () => {
    const { bed, heard } = house;
    const origin = 'https://localhost';
    const settings = { ...PRODUCTION, origin, addresses: { portal: origin, idp: origin, service: origin } };
    const apps = {
      portal: await createPortal({ ground: bed, settings, services: async () => [], feedback: 'a@posta.example' }),
      idp: await createIdp({ ground: bed, settings, issuer: house.origins.idp }),
    };
    heard.length = 0;
    for (const [name, app] of Object.entries(apps)) hearAnswers(name, app, heard);
    for (const app of Object.values(apps)) {
      const guest = visitor(app);
      await guest.follow(await guest.get(await wished(house)));
      for (const { method, url } of app.routeList.all) {
        const path = addressOf(url);
        await app.inject({ method: method as 'GET', url: path, headers: { host: 'localhost' } });
        if (method === 'GET') await guest.get(path);
      }
    }
    const answers = heard.splice(0);
    expect(answers.some(({ headers }) => String(headers['set-cookie']).includes('tessera-idp-login-'))).toBe(true);
    expect(answers.flatMap((answer) => looseHeaders(answer, { secure: true, open: OPEN }))).toEqual([]);
    for (const app of Object.values(apps)) await app.close();
  });
});

const PRODUCTION = {
  authorityName: 'Autorità di prova',
  helpDesk: { phone: '800 000 000', hours: { it: '8-18', en: '8-18', de: '8-18' } },
  sandbox: false,
};
