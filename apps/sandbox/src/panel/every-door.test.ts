import { type HeardAnswer, HOSTILE_TEXTS, hearAnswers, hostileBodies, looseHeaders, MARK } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiCalls } from '../api/index.ts';
import { appSettings } from '../start/app-settings.ts';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';
import { EventLog } from '../world/event-log.ts';
import { Bell } from './bell.ts';
import { createControlPanel } from './control-panel.ts';

const FORM = 'application/x-www-form-urlencoded';
/** The panel's forms, with a wish that could be granted, and the fields that may hold anything. */
const FORMS: Readonly<Record<string, { fields: Readonly<Record<string, string>>; free: readonly string[] }>> = {
  '/people': { fields: { scenario: 'active-sms' }, free: [] },
  '/clock': { fields: { advance: 'PT1H', run: '', back: '/' }, free: ['run', 'back'] },
  '/faults': { fields: { kind: 'sms-lost', target: '+393990000000', for: 'PT1M' }, free: [] },
  '/faults/mend': { fields: { id: 'fault-1' }, free: ['id'] },
  '/inbox/clear': { fields: {}, free: [] },
  '/wallet/place': { fields: { serial: 'CA00000AA', where: 'reader' }, free: [] },
  '/reset': { fields: {}, free: [] },
};

let country: TemporarySandbox;
let panel: FastifyInstance;
const heard: HeardAnswer[] = [];
const bugs: unknown[] = [];

beforeAll(async () => {
  country = await temporarySandbox();
  const { sandbox } = country;
  panel = await createControlPanel({
    sandbox,
    events: new EventLog(sandbox.ground.database),
    bell: new Bell(async () => false),
    settings: appSettings('controlPanel', sandbox.addresses),
    ground: sandbox.ground,
    stopping: new AbortController().signal,
    onBug: (error) => bugs.push(error),
  });
  hearAnswers('panel', panel, heard);
});
afterAll(async () => {
  await panel.close();
  await country.close();
});
afterEach(() => {
  expect([...bugs.splice(0), ...country.bugs]).toEqual([]);
  expect(heard.splice(0).flatMap((answer) => looseHeaders(answer, { secure: false, open: [] }))).toEqual([]);
});

/** What a request can change here: the people, the inbox, the clock, the faults. */
async function state(): Promise<unknown> {
  const { sandbox } = country;
  const [people, messages] = [await sandbox.everybody(), await sandbox.inbox.list()];
  const places = (await sandbox.wallet.cards()).map(({ serial, place }) => [serial, place]);
  return [people.length, messages.length, sandbox.clock.state, sandbox.faults.list(), places];
}

/** Posts a form from the panel's own page, with whatever headers a test adds. */
async function post(
  url: string,
  payload: string | Buffer,
  type: string | null = FORM,
  headers: Record<string, string> = {},
) {
  const page = await panel.inject('/people');
  const cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const contentType = type === null ? {} : { 'content-type': type };
  return panel.inject({
    method: 'POST',
    url,
    payload,
    headers: { accept: 'text/html', cookie, 'x-form-token': token, ...contentType, ...headers },
  });
}

const encoded = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const forms = Object.entries(FORMS);

describe('the forms of the control panel', () => {
  it('are all in the list', () => {
    const posts = panel.routeList.all.filter(({ method, url }) => method === 'POST' && !url.startsWith('/api/'));
    expect(posts.map(({ url }) => url).sort()).toEqual(Object.keys(FORMS).sort());
  });

  it.each(forms)('T-LOG-17 %s is taken from its own pages alone', async (url, { fields }) => {
    const before = await state();
    const page = await panel.inject('/people');
    const foreign = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    for (const headers of [
      { 'x-form-token': '' },
      { 'x-form-token': foreign },
      { origin: 'http://evil.example' },
      { origin: country.sandbox.addresses['portal'] ?? '' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await post(url, encoded(fields), FORM, headers as Record<string, string>)).statusCode).toBe(403);
    }
    expect(await state()).toEqual(before);
  });

  it.each(forms)('promise 26 %s refuses hostile bodies, and changes nothing', async (url, { fields }) => {
    const before = await state();
    for (const { name, type, payload } of hostileBodies(fields)) {
      const answer = await post(url, payload, type);
      expect([400, 413, 415, 422], `${name}: ${answer.statusCode}`).toContain(answer.statusCode);
      expect(answer.body, name).not.toContain(MARK);
    }
    expect(await state()).toEqual(before);
  });

  it.each(forms)('promise 26 T-WEB-02 T-WEB-03 %s bears hostile texts', async (url, { fields, free }) => {
    const before = await state();
    for (const field of Object.keys(fields).filter((name) => !free.includes(name))) {
      for (const text of HOSTILE_TEXTS) {
        const answer = await post(url, encoded({ ...fields, [field]: text }));
        expect([400, 422], `${field} ${text.slice(0, 30)}: ${answer.statusCode}`).toContain(answer.statusCode);
        expect(answer.body).not.toMatch(/<script>alert|<svg\/onload|<img src=x/);
      }
    }
    expect(await state()).toEqual(before);
    for (const field of free) {
      for (const text of HOSTILE_TEXTS) {
        expect((await post(url, encoded({ ...fields, [field]: text }))).statusCode).toBeLessThan(500);
      }
    }
  });
});

describe('the sandbox API', () => {
  const calls = () => apiCalls(country.sandbox);
  const addressOf = (path: string, value: string) => `/api/v1${path.replaceAll(/\{\w+\}/g, encodeURIComponent(value))}`;
  const send = (
    method: string,
    url: string,
    options: { payload?: string | Buffer; headers?: Record<string, string> } = {},
  ) => panel.inject({ method: method.toUpperCase() as 'POST', url, ...options });

  it('promise 26 refuses hostile bodies in every call, and changes nothing', async () => {
    const before = await state();
    for (const { method, path } of calls().filter((call) => call.method === 'post')) {
      // A member that no call knows: nothing of it may be done.
      for (const { name, type, payload } of hostileBodies({ unknown: 'x' })) {
        if (name === 'JSON: empty') continue;
        const answer = await send(method, addressOf(path, 'no-such'), {
          payload,
          headers: type === null ? {} : { 'content-type': type },
        });
        const said = `${method} ${path}, ${name}: ${answer.statusCode}`;
        expect([400, 404, 413, 415, 422, 501], said).toContain(answer.statusCode);
        expect(answer.headers['content-type'], said).toContain('application/problem+json');
      }
    }
    expect(await state()).toEqual(before);
  });

  it('promise 26 T-WEB-03 refuses hostile texts as every member, in every address and every query', async () => {
    const before = await state();
    for (const { method, path, example } of calls().filter((call) => call.method !== 'delete')) {
      for (const text of HOSTILE_TEXTS) {
        const members = typeof example === 'object' && example !== null ? Object.keys(example) : [];
        const payload = JSON.stringify(Object.fromEntries(['phone', ...members].map((member) => [member, text])));
        const json = method === 'post' ? { payload, headers: { 'content-type': 'application/json' } } : {};
        const answer = await send(method, `${addressOf(path, text)}?${encoded({ wait: '0', kind: text })}`, json);
        const said = `${method} ${path} ${text.slice(0, 30)}: ${answer.statusCode}`;
        expect([400, 404, 414, 422, 501], said).toContain(answer.statusCode);
      }
    }
    expect(await state()).toEqual(before);
  });

  it('T-LOG-17 T-WEB-05 T-WEB-06 hears no other site and no other name, and lets nobody’s script read', async () => {
    const before = await state();
    const routes = panel.routeList.all.filter(({ url }) => url.startsWith('/api/v1'));
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, url } of routes) {
      const path = url.replaceAll(/:\w+/g, 'no-such');
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        expect((await send(method, path, { headers: headers as Record<string, string> })).statusCode, url).toBe(403);
      }
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1']) {
        expect((await send(method, path, { headers: { host } })).statusCode, `${url} at ${host}`).toBe(421);
      }
    }
    expect(await state()).toEqual(before);
  });
});
