import { connect } from 'node:net';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './robot/index.ts';
import { contentSecurityPolicy } from './security-headers.ts';
import { sampleApp, sampleSettings } from './testing/sample-app.tsx';
import { visitor } from './testing/visitor.ts';
import type { WebServerOptions } from './web-server.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FORM = 'application/x-www-form-urlencoded';
const h1 = (body: string): string | undefined => /<h1>(.*?)<\/h1>/.exec(body)?.[1];

describe('a server of pages', () => {
  let testbed: Testbed;
  const servers: { close(): Promise<unknown> }[] = [];
  const open = async (options: Partial<WebServerOptions> = {}) => {
    const { server } = await sampleApp(testbed, options);
    servers.push(server);
    return server;
  };
  beforeEach(async () => {
    testbed = await openTestbed('sqlite', { migrations });
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await testbed.close();
  });

  it('T-WEB-01, T-LOG-19 puts the security headers on every answer: pages, errors, redirects, assets, API', async () => {
    const server = await open();
    const asset = /\/assets\/[^"]+\.css/.exec((await server.inject('/')).body)?.[0] ?? '';
    const answers = [
      await server.inject('/'),
      await server.inject('/nowhere'),
      await server.inject('/guasto'),
      await server.inject('/occupato'),
      await server.inject('/language/de?back=/'),
      await server.inject(asset),
      await server.inject('/api/guasto'),
      await server.inject('/?a=1&a=2'),
      await server.inject('/%'),
      await server.inject({ method: 'POST', url: '/' }),
      await server.inject({ method: 'DELETE', url: '/' }),
      await server.inject({ method: 'POST', url: '/', headers: { 'content-type': FORM }, payload: 'a'.repeat(70_000) }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([
      200, 404, 500, 503, 303, 200, 500, 400, 400, 403, 405, 413,
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['permissions-policy']).toBeDefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['strict-transport-security'], 'not in the sandbox').toBeUndefined();
    }
  });

  it('T-WEB-01 asks for HTTPS for two years outside the sandbox', async () => {
    const server = await open({ settings: { ...sampleSettings, origin: 'https://localhost', sandbox: false } });
    expect((await server.inject('/')).headers['strict-transport-security']).toMatch(/^max-age=63072000/);
  });

  it('T-PRV-08 lets nobody keep a page, and everybody an asset whose name changes with what it holds', async () => {
    const server = await open();
    const page = await server.inject('/');
    expect(page.headers['cache-control']).toBe('no-store');
    const asset = /\/assets\/[^"]+\.css/.exec(page.body)?.[0] ?? '';
    expect((await server.inject(asset)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('adds one registered origin to form-action where a page asks for it, and nowhere else', async () => {
    const server = await open();
    expect((await server.inject('/fatto')).headers['content-security-policy']).toContain(
      "form-action 'self' https://service.example;",
    );
  });

  it.each(['https://a;script-src', 'https://a,b', "https://a 'unsafe-inline'", 'https://a/path', 'javascript:', '*'])(
    'puts no %s into a policy',
    (origin) => {
      expect(() => contentSecurityPolicy({ formAction: [origin] })).toThrow(RangeError);
      expect(() => contentSecurityPolicy({ connect: [origin] })).toThrow(RangeError);
    },
  );

  // A service's app with a scheme of its own (`myapp://back`) used to get the page of a bug at every step.
  it('lets a form end at a scheme of its own, which no script may call and which is never the whole web', () => {
    expect(contentSecurityPolicy({ formAction: ['it.comune-di-fantasia.app:'] })).toContain(
      "form-action 'self' it.comune-di-fantasia.app:;",
    );
    expect(() => contentSecurityPolicy({ connect: ['it.comune-di-fantasia.app:'] })).toThrow(RangeError);
    for (const scheme of ['https:', 'http:', 'ws:', 'data:', 'blob:', 'my app:', 'app:;']) {
      expect(() => contentSecurityPolicy({ formAction: [scheme] }), scheme).toThrow(RangeError);
    }
  });

  it('serves nothing from outside its assets', async () => {
    const server = await open();
    for (const path of [
      '../package.json',
      '..%2fpackage.json',
      '%2e%2e/names.json',
      '..%5cnames.json',
      '%00',
      '.',
      'names.json',
    ]) {
      const answer = await server.inject(`/assets/${path}`);
      expect([400, 403, 404], `${path}: ${answer.statusCode}`).toContain(answer.statusCode);
      expect(answer.body).not.toContain('tessera.css"');
    }
  });

  it('answers bytes that are no HTTP with 400 and the same headers', async () => {
    const server = await open();
    const address = new URL(await server.listen({ port: 0, host: '127.0.0.1' }));
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(address.port), address.hostname, () => socket.write('NONSENSE / HTTP/9.9\r\n\r\n'));
      let heard = '';
      socket.on('data', (data) => {
        heard += data.toString();
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain(`content-security-policy: ${POLICY}`);
  });

  it('T-LOG-20 names its cookies by app, and in production makes them __Host- and Secure', async () => {
    const inSandbox = (await (await open()).inject('/')).cookies;
    expect(inSandbox).toHaveLength(1);
    expect(inSandbox[0]).toMatchObject({ name: 'tessera-sample-browser', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(inSandbox[0]?.value).toMatch(/^[\w-]{43}$/);

    const settings = { ...sampleSettings, origin: 'https://localhost', sandbox: false };
    const server = await open({ settings });
    for (const url of ['/', '/language/de', '/nowhere']) {
      for (const cookie of (await server.inject(url)).cookies) {
        expect(cookie.name).toMatch(/^__Host-tessera-sample-/);
        expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
        expect(cookie).not.toHaveProperty('domain');
      }
    }
  });

  it('gives a cookie of another shape no credit: the browser gets a new one', async () => {
    const server = await open();
    const { cookies } = await server.inject({ url: '/', headers: { cookie: 'tessera-sample-browser=short' } });
    expect(cookies[0]?.value).toMatch(/^[\w-]{43}$/);
  });

  it('T-LOG-17 refuses every state-changing route without the form token, unless it is declared a protocol’s', async () => {
    const server = await open();
    const changing = server.routeList.all.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
    expect(changing.filter(({ fromOtherSites }) => fromOtherSites).map(({ url }) => url)).toEqual(['/token']);
    for (const { method, url, fromOtherSites } of changing) {
      const guest = visitor(server);
      await guest.get('/');
      const withoutToken = await guest.post(url, { fiscalCode: 'x' }, null);
      const withForeignToken = await guest.post(url, {}, 'A'.repeat(43));
      expect([withoutToken.statusCode, withForeignToken.statusCode], `${method} ${url}`).toEqual(
        fromOtherSites ? [200, 200] : [403, 403],
      );
    }
  });

  it('T-LOG-17 refuses another browser’s token, and one sent from another site', async () => {
    const server = await open();
    const [guest, other] = [visitor(server), visitor(server)];
    const token = /name="form_token" value="([^"]+)"/.exec((await guest.get('/')).body)?.[1] ?? '';
    await other.get('/');
    expect((await other.post('/solo-json', {}, token)).statusCode).toBe(403);
    expect((await guest.post('/solo-json', {}, token)).statusCode).toBe(200);

    const send = (headers: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/solo-json',
        payload: `form_token=${token}`,
        headers: {
          'content-type': FORM,
          cookie: `tessera-sample-browser=${guest.cookies.get('tessera-sample-browser')}`,
          ...headers,
        },
      });
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
    ]) {
      expect((await send(headers)).statusCode, JSON.stringify(headers)).toBe(403);
    }
    // Browsers write `Origin: null` for our own forms too, because of `Referrer-Policy: no-referrer`.
    expect((await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect((await send({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).json()).toEqual({ heard: {} });
  });

  it('T-WEB-05 says which methods an address has, and knows no other name than its own', async () => {
    const server = await open();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE'] as const) {
      const answer = await server.inject({ method: method as 'PUT', url: '/fatto' });
      expect(answer.statusCode, method).toBe(405);
      expect(answer.headers['allow']).toBe('GET, HEAD');
    }
    const forged = await server.inject({ url: '/', headers: { host: 'evil.example' } });
    expect(forged.statusCode).toBe(421);
    const forwarded = await server.inject({
      url: '/language/de?back=/fatto',
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(forwarded.headers['location']).toBe('/fatto');
  });

  it('refuses what is no form of ours, with a page in the reader’s language that says what to do', async () => {
    const server = await open();
    const guest = visitor(server, { acceptLanguage: 'de' });
    await guest.get('/');
    const send = (payload: string, type = FORM) =>
      server.inject({ method: 'POST', url: '/token', payload, headers: { 'content-type': type } });
    expect((await send('a=1&a=2')).statusCode).toBe(400);
    expect((await send('a=%FF')).statusCode).toBe(400);
    expect((await send('a=1', 'text/plain')).statusCode).toBe(415);
    expect((await send('<x/>', 'application/xml')).statusCode).toBe(415);
    expect((await send('{"a":', 'application/json')).statusCode).toBe(400);
    expect((await send(`a=${'1'.repeat(64 * 1024)}`)).statusCode).toBe(413);
    const page = await guest.get('/nowhere');
    expect(h1(page.body)).toBe('Seite nicht gefunden');
    expect(page.body).toContain('<html lang="de">');
  });

  it('answers an API’s problems as JSON, and a busy machine with a time to come back', async () => {
    const server = await open();
    const api = await server.inject('/api/guasto');
    expect(api.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(api.json()).toMatchObject({ status: 500, title: 'Si è verificato un problema' });
    const busy = await server.inject('/occupato');
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '5']);
  });

  it('shows no detail of an error, only a number that the log has too; the log holds nothing of the request', async () => {
    const lines: string[] = [];
    const { Writable } = await import('node:stream');
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const bugs: unknown[] = [];
    const server = await open({ log: { destination }, onBug: (error) => bugs.push(error) });
    const marker = 'MARKER-ZEFIRA';
    const headers = {
      cookie: `tessera-sample-browser=${marker}`,
      'user-agent': marker,
      referer: `http://x/${marker}`,
      'content-type': FORM,
    };
    const broken = await server.inject({ url: `/guasto?name=${marker}`, headers });
    await server.inject({ method: 'POST', url: '/token', headers, payload: `fiscalCode=${marker}` });
    await server.inject({
      method: 'POST',
      url: '/token',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: `{${marker}`,
    });
    await server.inject({ url: `/nowhere/${marker}?${marker}=${marker}`, headers });

    const log = lines.join('');
    expect(broken.body).not.toContain('RSSMRA');
    expect(broken.body).not.toContain('at Object');
    const reference = /assistenza: ([0-9A-Z]{8})/.exec(broken.body)?.[1] ?? 'none';
    expect(log).toContain(reference);
    expect(log).toContain('"route":"/guasto"');
    // What went wrong and where can be found by it; the error's own words quote what was typed.
    expect(log).toContain('"error":{"name":"Error","at":["at ');
    expect(log).toContain('sample-app.tsx');
    expect(log).not.toContain(marker);
    expect(log).not.toContain('RSSMRA');
    expect(bugs).toHaveLength(1);
  });

  it('promise 31 slows an address down that asks too often, and keeps nobody else waiting', async () => {
    const server = await open({ requestsPerMinute: 3 });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await server.inject('/'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.headers['retry-after']).toBe('60');
    expect((await server.inject({ url: '/', remoteAddress: '192.0.2.1' })).statusCode).toBe(200);
    testbed.clock.advance(60_000);
    expect((await server.inject('/')).statusCode).toBe(200);
  });

  it('keeps the language that was chosen, and comes back to the page it was chosen on', async () => {
    const server = await open();
    const guest = visitor(server);
    const link =
      /href="(\/language\/en\?back=[^"]*)"/.exec((await guest.get('/?a=1')).body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const chosen = await guest.get(link);
    expect([chosen.statusCode, chosen.headers['location']]).toEqual([303, '/?a=1']);
    expect((await guest.get('/?a=1&ui_locales=de')).body).toContain('<html lang="en">');
    expect((await guest.get('/language/fr?back=/')).statusCode).toBe(404);
    expect((await guest.get('/language/de?back=//evil.example')).headers['location']).toBe('/');
  });

  it('T-WEB-02 shows what was typed as text, and never what is secret', async () => {
    const server = await open();
    const guest = visitor(server);
    await guest.get('/');
    const typed = `"><script>alert(1)</script>`;
    const page = await guest.post('/', { fiscalCode: typed, password: 'Segreta-123!', code: '654321', digit1: '7' });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('<title>Errore: Pagina di prova – Prova – Tessera</title>');
    expect(page.body).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
    for (const secret of ['Segreta-123!', '654321', 'value="7"']) expect(page.body).not.toContain(secret);
  });

  it('carries neither style attributes nor anything inline', async () => {
    const { body } = await (await open()).inject('/');
    expect(body).not.toMatch(/\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=/);
  });
});
