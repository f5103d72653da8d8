import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
beforeAll(async () => {
  country = await temporarySandbox();
});
afterAll(() => country.close());

const call: TemporarySandbox['call'] = (...args) => country.call(...args);

/** fetch sets Host and Sec-Fetch-Site by itself: an attacker's page has others. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const { port } = new URL(country.origin);
  return new Promise((answer, fail) => {
    const sent = request({ host: 'localhost', port, method, path, headers }, (response) => {
      response.resume();
      response.on('end', () => answer({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

describe('the doors of the API', () => {
  it.each(['evil.example', 'evil.example:4000', 'localhost.evil.example', 'www.localhost'])(
    'promise 25: a foreign name on our address is refused (Host: %s)',
    async (host) => {
      expect((await raw('GET', '/api/v1/people', { host })).status).toBe(421);
      expect((await raw('GET', '/people', { host })).status).toBe(421);
    },
  );

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a browser’s page from elsewhere changes nothing and reads nothing (%j)', async (headers) => {
    expect((await raw('POST', '/api/v1/reset', headers)).status).toBe(403);
    expect((await raw('GET', '/api/v1/people', headers)).status).toBe(403);
  });

  it('answers no other origin’s question for permission', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const asked = await raw('OPTIONS', '/api/v1/people', headers);
    expect(asked.status).toBeGreaterThanOrEqual(400);
    expect(Object.keys(asked.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'takes JSON alone (%s)',
    async (type) => {
      const answer = await call('post /people', '{"age":12}', { 'content-type': type });
      expect([answer.status, answer.type]).toEqual([415, expect.stringContaining('application/problem+json')]);
    },
  );

  it.each(['{', '{"age":12', 'age=12', '\u0000'])('says that %j is not JSON', async (text) => {
    expect(await call('post /people', text)).toMatchObject({ status: 400, body: { title: 'The body is not JSON' } });
  });

  it('promise 26: takes no body above 64 kB', async () => {
    expect((await call('post /people', { phone: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('says which methods a path has, and which paths there are', async () => {
    const wrong = await call('delete /clock');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expect(await call('get /weather')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('openapi.json') },
    });
  });

  it('has no cookie of its own: programs need none', async () => {
    expect((await call('get /people')).headers.get('set-cookie')).toBeNull();
  });
});

describe('the OpenAPI document', () => {
  it('describes every call, each with its answers', async () => {
    const { body } = await call('get /openapi.json');
    expect(body.openapi).toBe('3.1.1');
    expect(body.servers).toEqual([{ url: `${country.origin}/api/v1` }]);
    expect(Object.keys(body.paths)).toEqual([
      '/addresses',
      '/health',
      '/people',
      '/scenarios/{name}',
      '/messages',
      '/clock',
      '/relying-parties',
      '/cards',
      '/cards/{serial}/place',
      '/cards/{serial}/apdu',
      '/faults',
      '/faults/{id}',
      '/reset',
    ]);
    const operations = Object.values(body.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string; responses: object }>),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { responses } of operations) expect(Object.keys(responses).length).toBeGreaterThan(1);
  });

  it('shows the fields as they are sent', async () => {
    const { body } = await call('get /openapi.json');
    const person = body.paths['/people'].post.requestBody.content['application/json'].schema;
    expect(person.properties.card).toMatchObject({ enum: ['requested', 'delivered'], default: 'delivered' });
    expect(person.required ?? []).toEqual([]);
    const clock = body.paths['/clock'].post.requestBody.content['application/json'].schema;
    expect(clock.properties.advance).toMatchObject({ type: 'string', format: 'duration' });
    expect(body.paths['/messages'].get.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'to',
      'kind',
      'after',
      'wait',
    ]);
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
