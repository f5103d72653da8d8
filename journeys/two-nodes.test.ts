import { newCitizen } from '@tessera/activation/testing';
import { codeSentTo, PASSWORD } from '@tessera/login/testing';
import { robotFields, visitor } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encoded, hiddenFields, nameOf, passes, submit } from './every-door/door.ts';
import { DOORS } from './every-door/every-door.ts';
import { type House, openHouse } from './every-door/house.ts';
import {
  AGAIN_LATER,
  postTo,
  redemption,
  type Tokens,
  toAuthorizationCode,
  toCode,
  toCredentials,
  toTokens,
  wished,
} from './every-door/idp-doors.ts';

/** A house of two nodes: each request lands on the other one. */
let house: House;
let first: House;
let second: Pick<House['apps'], 'portal' | 'idp'>;

beforeAll(async () => {
  first = await openHouse();
  second = await first.nodes();
  const { portal, idp, service } = first.apps;
  house = { ...first, apps: { portal: inTurn(portal, second.portal), idp: inTurn(idp, second.idp), service } };
});
afterAll(async () => {
  for (const node of Object.values(second)) await node.close();
  await first.close();
});
afterEach(() => expect(first.bugs.splice(0)).toEqual([]));

/** What a visitor needs of a server, from two of them in turn. */
function inTurn(...nodes: readonly FastifyInstance[]): FastifyInstance {
  let asked = 0;
  const inject = (...request: Parameters<FastifyInstance['inject']>) =>
    nodes[asked++ % nodes.length]?.inject(...request);
  return { inject } as unknown as FastifyInstance;
}

const doors = DOORS.filter(({ app }) => app !== 'service').map((door) => [nameOf(door), door] as const);

describe('each step on another node', () => {
  it.each(doors)('T-INF-04 promise 30 %s lets the right form pass', async (_name, door) => {
    const standing = await door.stand(house);
    const answer = await submit(house, door.app, standing, await standing.form());
    expect(passes(door, answer), `${answer.statusCode} ${answer.headers['location']}`).toBe(true);
  });
});

describe('limits over two nodes', () => {
  it('T-INF-04 T-ACT-03 five wrong digits, and not five on each node', async () => {
    const citizen = await newCitizen(first.bed, { phone: '+393280000001' });
    const browser = visitor(house.apps.portal);
    const start = await browser.get('/attivazione');
    const { fiscalCode, serial } = citizen;
    const form = { ...hiddenFields(start.body), fiscalCode, serial, ...(await robotFields(browser)) };
    await browser.post('/attivazione', form);
    const statuses = [];
    for (let i = 0; i < 7; i++) {
      const { body } = await browser.get('/attivazione/puk');
      const asked = [1, 2, 3, 4].filter((position) => body.includes(`name="digit${position}"`));
      const wrong = (at: number) => String((Number(citizen.firstHalf.charAt(at - 1)) + 1) % 10);
      const digits = Object.fromEntries(asked.map((position) => [`digit${position}`, wrong(position)]));
      const answer = await browser.post('/attivazione/puk', { ...hiddenFields(body), ...digits });
      statuses.push(answer.statusCode);
    }
    expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 403]);
    const compared = (await first.bed.events()).filter(
      ({ act, citizen: whose }) => act === 'activation.digits-wrong' && whose === citizen.citizenId,
    );
    expect(compared).toHaveLength(5);
  });

  it('T-INF-04 T-LOG-02 five wrong passwords and then a wait, whichever node is asked', async () => {
    const guest = await toCredentials(house);
    const statuses = [];
    for (let i = 0; i < 8; i++) {
      const { body } = await guest.browser.get(`${guest.login}/credentials`);
      const typed = { username: guest.person.fiscalCode, password: 'Sbagliata-9-xx' };
      statuses.push(
        (await guest.browser.post(`${guest.login}/credentials`, { ...hiddenFields(body), ...typed })).statusCode,
      );
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });

  it('T-INF-04 T-ACT-11 five wrong codes, and the sixth is not compared though it is right', async () => {
    const guest = await toCode(house);
    const send = async (code: string) => {
      const { body } = await guest.browser.get(`${guest.login}/code`);
      return (await guest.browser.post(`${guest.login}/code`, { ...hiddenFields(body), code })).statusCode;
    };
    const message = first.sent.findLast(({ kind }) => kind === 'sms');
    const code = /\d{6}/.exec(message !== undefined && 'text' in message ? message.text : '')?.[0] ?? '';
    const wrong = code === '000000' ? '111111' : '000000';
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push(await send(wrong));
    expect([...statuses, await send(code)]).toEqual([422, 422, 422, 422, 422, 422]);
    expect((await guest.browser.get(guest.login)).headers['location']).toBe(`${guest.login}/code`);
  });

  it('T-INF-04 promise 8 what one node has spent, the other takes no more: robot check, request, code, proof', async () => {
    const browser = visitor(house.apps.portal);
    await browser.get('/attivazione');
    const robot = await robotFields(browser);
    const begin = async (citizen: { fiscalCode: string; serial: string }) => {
      const { body } = await browser.get('/attivazione');
      const { fiscalCode, serial } = citizen;
      return (await browser.post('/attivazione', { ...hiddenFields(body), fiscalCode, serial, ...robot })).statusCode;
    };
    const citizens = [await newCitizen(first.bed), await newCitizen(first.bed)];
    const begun = [];
    for (const citizen of citizens) begun.push(await begin(citizen));
    expect(begun).toEqual([303, 422]);

    const address = await wished(house);
    const places = [];
    for (let i = 0; i < 2; i++) places.push(String((await house.apps.idp.inject(address)).headers['location']));
    expect(places).toEqual([
      expect.stringMatching(/^\/login\//),
      expect.stringContaining('error=invalid_request_object'),
    ]);

    const { code } = await toAuthorizationCode(house);
    const once = await redemption(house.party, code);
    const again = await redemption(house.party, code);
    const answers = [];
    for (const form of [once, once, again]) answers.push((await postTo(house, '/oidc/token', form)).statusCode);
    expect(answers).toEqual([200, 401, 400]);
  });

  it('T-OID-02 T-OID-17 promise 9 promise 10 codes and refresh families at once on both nodes: one winner, and then none', async () => {
    const onEach = [first.apps.idp, second.idp];
    /** The same form on both nodes in the same moment, each with a proof of its own. */
    const atOnce = async (url: string, forms: readonly Readonly<Record<string, string>>[]) =>
      Promise.all(
        forms.map((fields, i) =>
          (onEach[i % 2] ?? first.apps.idp).inject({
            method: 'POST',
            url,
            payload: encoded(fields),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
        ),
      );
    const statusesOf = (answers: Awaited<ReturnType<typeof atOnce>>) =>
      answers.map(({ statusCode }) => statusCode).sort();
    const refresh = async (token: string) => ({
      grant_type: 'refresh_token',
      refresh_token: token,
      ...(await house.party.proof('token')),
    });

    const { code } = await toAuthorizationCode(house, AGAIN_LATER);
    const redemptions = [];
    for (let i = 0; i < 6; i++) redemptions.push(await redemption(house.party, code));
    const redeemed = await atOnce('/oidc/token', redemptions);
    expect(statusesOf(redeemed)).toEqual([200, 400, 400, 400, 400, 400]);
    // The others were a second use: what the winner holds has ended too.
    const winner = redeemed.find(({ statusCode }) => statusCode === 200)?.json<Tokens>();
    const bearer = { authorization: `Bearer ${winner?.access_token}` };
    for (const node of onEach)
      expect((await node.inject({ url: '/oidc/userinfo', headers: bearer })).statusCode).toBe(401);
    expect((await postTo(house, '/oidc/token', await refresh(winner?.refresh_token ?? ''))).statusCode).toBe(400);

    const { tokens } = await toTokens(house);
    const refreshes = [];
    for (let i = 0; i < 6; i++) refreshes.push(await refresh(tokens.refresh_token));
    const refreshed = await atOnce('/oidc/token', refreshes);
    expect(statusesOf(refreshed)).toEqual([200, 400, 400, 400, 400, 400]);
    const heir = refreshed.find(({ statusCode }) => statusCode === 200)?.json<Tokens>();
    for (let i = 0; i < 2; i++)
      expect((await postTo(house, '/oidc/token', await refresh(heir?.refresh_token ?? ''))).statusCode).toBe(400);
  });

  it('T-INF-08 promise 29 one form on both nodes at once: one message, one login moved, one answer', async () => {
    const guest = await toCredentials(house);
    const cookie = () => [...guest.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const onBoth = async (page: string, typed: Readonly<Record<string, string>>) => {
      const { body } = await guest.browser.get(`${guest.login}/${page}`);
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        cookie: cookie(),
      };
      const payload = encoded({ ...hiddenFields(body), ...typed });
      const request = { method: 'POST', url: `${guest.login}/${page}`, payload, headers } as const;
      const answers = await Promise.all([first.apps.idp, second.idp].map((node) => node.inject(request)));
      for (const { name, value } of answers.flatMap(({ cookies }) => cookies)) guest.browser.cookies.set(name, value);
      return answers.map(({ statusCode, headers: { location } }) => [statusCode, location]);
    };
    const sentBefore = first.sent.length;
    const byPassword = await onBoth('credentials', { username: guest.person.fiscalCode, password: PASSWORD });
    expect(byPassword).toEqual(Array(2).fill([303, `${guest.login}/code`]));
    expect(first.sent.length - sentBefore).toBe(1);
    const byCode = await onBoth('code', { code: codeSentTo(first.sent, guest.person.phone) });
    expect(byCode).toEqual(Array(2).fill([303, `${guest.login}/consent`]));
    const [[status, answer] = [], again] = await onBoth('consent', {});
    expect([status, new URL(String(answer)).searchParams.get('code')]).toEqual([303, expect.stringMatching(/.{20,}/)]);
    expect(again).toEqual([status, answer]);
  });

  it('T-INF-04 promise 6 what one node ends is over on the other at once', async () => {
    const { tokens, browser } = await toTokens(house);
    const onEach = [first.apps.idp, second.idp];
    const read = async () =>
      Promise.all(
        onEach.map(async (node) => {
          const headers = { authorization: `Bearer ${tokens.access_token}` };
          return (await node.inject({ url: '/oidc/userinfo', headers })).statusCode;
        }),
      );
    expect(await read()).toEqual([200, 200]);
    const proof = await house.party.proof('revocation');
    await first.apps.idp.inject({
      method: 'POST',
      url: '/oidc/revoke',
      payload: encoded({ token: tokens.access_token, ...proof }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await read()).toEqual([401, 401]);

    await browser.get('/accesses');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await browser.post('/accesses/sign-off');
    for (const node of onEach)
      expect((await node.inject({ url: '/accesses', headers: { cookie } })).statusCode).toBe(303);
  });

  it('T-INF-04 a node that has just started knows all of it', async () => {
    const guest = await toCode(house);
    const third = await first.nodes();
    try {
      const cookie = [...guest.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const page = await third.idp.inject({ url: `${guest.login}/code`, headers: { cookie } });
      expect([page.statusCode, page.body.includes('name="code"')]).toEqual([200, true]);
    } finally {
      for (const node of Object.values(third)) await node.close();
    }
  });
});
