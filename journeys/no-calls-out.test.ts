import { generateKeyPairSync } from 'node:crypto';
import { Socket } from 'node:net';
import { robotFields, visitor } from '@tessera/web/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encoded, hiddenFields } from './every-door/door.ts';
import { type House, openHouse } from './every-door/house.ts';
import { postTo, redemption, toAuthorizationCode } from './every-door/idp-doors.ts';

/** The same machine and its neighbours, in the spellings that filters forget; and one address that is merely foreign. */
const ADDRESSES = [
  'http://127.0.0.1:8125/keys',
  'http://10.0.0.1/keys',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/keys',
  'http://[::ffff:127.0.0.1]/keys',
  'http://0x7f000001/keys',
  'http://2130706433/keys',
  'http://0/keys',
  'http://localhost./keys',
  'http://comune.example@127.0.0.1/keys',
  'https://chiavi.altrove.example/keys',
] as const;

let house: House;
/** Where somebody tried to go. Nothing gets there: a protection that fails must not send a packet. */
const calls: unknown[] = [];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...where: unknown[]) {
    calls.push(where[0]);
    return this.destroy(new Error('no calls out'));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(calls.splice(0)).toEqual([]);
  expect(house.bugs.splice(0)).toEqual([]);
});

/** A key of the attacker's, who would like it to be fetched. */
const thief = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('promise 25 an address in what a stranger says', () => {
  it('would be heard here if anybody went there', async () => {
    await expect(fetch(ADDRESSES[0])).rejects.toThrow();
    expect(calls.splice(0)).toHaveLength(1);
  });

  it.each(ADDRESSES)('is not asked: keys and objects of an authorization request at %s', async (address) => {
    const { party } = house;
    const right = await party.request();
    const claims = JSON.parse(Buffer.from(right.request.split('.')[1] ?? '', 'base64url').toString()) as object;
    const said = [
      ...['jku', 'x5u', 'kid', 'iss'].map((name) => party.sign({ ...claims }, { [name]: address }, thief.privateKey)),
      party.sign({ ...claims, iss: address, client_id: address }, {}, thief.privateKey),
    ];
    const rightlySigned = [
      await party.request({ redirect_uri: address }),
      await party.request({ jwks_uri: address, sector_identifier_uri: address, client_uri: address }),
    ];
    for (const request of [...(await Promise.all(said)), ...rightlySigned.map(({ request }) => request)]) {
      await house.apps.idp.inject(`/oidc/authorize?${encoded({ ...right, request })}`);
      await house.apps.idp.inject(`/oidc/authorize?${encoded({ ...right, request, client_id: address })}`);
    }
    for (const name of ['request_uri', 'client_id', 'redirect_uri', 'trust_chain', 'id_token_hint', 'registration'])
      await house.apps.idp.inject(`/oidc/authorize?${encoded({ ...right, [name]: address })}`);
  });

  it.each(ADDRESSES)('is not asked: a client’s proof, and tokens that name %s', async (address) => {
    const { party } = house;
    const { code } = await toAuthorizationCode(house);
    for (const header of [{ jku: address }, { x5u: address }, { kid: address }]) {
      const proof = await party.proof('token', {}, header);
      await postTo(house, '/oidc/token', { ...(await redemption(party, code)), ...proof });
      const token = await party.sign({ iss: address, aud: address }, { ...header, typ: 'at+jwt' }, thief.privateKey);
      await house.apps.idp.inject({ url: '/oidc/userinfo', headers: { authorization: `Bearer ${token}` } });
      await postTo(house, '/oidc/introspect', { token, ...(await party.proof('introspection')) });
    }
    await postTo(house, '/oidc/token', {
      ...(await redemption(party, code)),
      ...(await party.proof('token', { iss: address, sub: address })),
      client_id: address,
    });
  });

  it('is not asked: addresses typed into the forms of the portal', async () => {
    for (const address of ADDRESSES) {
      const browser = visitor(house.apps.portal);
      const start = await browser.get('/recupera-password');
      const typed = { username: address, via: 'email', ...(await robotFields(browser)) };
      await browser.post('/recupera-password', { ...hiddenFields(start.body), ...typed });
      await browser.get(`/attivazione?${encoded({ back: address, ui_locales: address })}`);
    }
  });
});
