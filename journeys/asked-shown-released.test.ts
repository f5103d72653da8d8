import { registerRelyingParty } from '@tessera/oidc';
import { scriptedService } from '@tessera/oidc/testing';
import { findCitizen } from '@tessera/registry';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './every-door/house.ts';
import {
  agree,
  type Guest,
  giveCode,
  givePassword,
  postTo,
  redemption,
  type Tokens,
  toConsent,
  toCredentials,
} from './every-door/idp-doors.ts';
import { userinfoOf } from './every-door/read-userinfo.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';
/** The four data, by wire name, and a claim that the profile knows and we do not give. */
const DATA = ['given_name', 'family_name', 'birthdate', FISCAL_NUMBER] as const;
const subsets = Array.from({ length: 2 ** DATA.length }, (_, bits) => DATA.filter((_, i) => bits & (1 << i)));

const asEntries = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { essential: true }]));

/** The values that the consent page shows, each after its term. */
const shownOn = (body: string): string[] =>
  [...body.matchAll(/<dd[^>]*>(.*?)<\/dd>/gs)].map(([, value = '']) => value.replace(/<[^>]+>/g, '').trim());

const tokensFor = async (code: string, party = house.party): Promise<Tokens> =>
  (await postTo(house, '/oidc/token', await redemption(party, code))).json<Tokens>();

describe('the data of a citizen', () => {
  it.each(subsets.map((names) => [names.join(' ') || 'nothing', names] as const))(
    'T-PRV-04 CON-02 asked, shown and released are the same: %s',
    async (_name, names) => {
      const guest = await toConsent(house, { claims: { userinfo: asEntries([...names, 'email', 'phone_number']) } });
      const { body } = await guest.browser.get(`${guest.login}/consent`);
      const citizen = await findCitizen(house.bed.database, house.bed.keys, guest.person.citizenId);
      const values: Readonly<Record<(typeof DATA)[number], string>> = {
        given_name: citizen?.givenName ?? '',
        family_name: citizen?.familyName ?? '',
        birthdate: citizen?.birthDate ?? '',
        [FISCAL_NUMBER]: citizen?.fiscalCode ?? '',
      };
      expect(shownOn(body).length).toBe(names.length);
      for (const name of DATA) {
        expect(
          shownOn(body).some((shown) => shown.includes(values[name])),
          name,
        ).toBe(names.includes(name));
      }
      const { access_token: token, id_token: idToken } = await tokensFor((await agree(guest)).get('code') ?? '');
      const released = await userinfoOf(house, token, house.party);
      const expected = Object.fromEntries(
        names.map((name) => [name, name === FISCAL_NUMBER ? `TINIT-${values[name]}` : values[name]]),
      );
      const { iss, aud, sub, iat, exp, jti, ...data } = released;
      expect(data).toEqual(expected);
      // Nothing of it travels in the tokens that others may see.
      for (const jwt of [token, idToken]) {
        const told = JSON.stringify([decodeJwt(jwt), decodeProtectedHeader(jwt)]);
        for (const value of Object.values(values)) expect(told).not.toContain(value);
      }
    },
  );

  it('T-PRV-04 a tick that nobody was asked for gives nothing: no offline access, no other data', async () => {
    const guest = await toConsent(house, { claims: { userinfo: asEntries(['given_name']) } });
    const tokens = await tokensFor((await agree(guest)).get('code') ?? '');
    expect(tokens).not.toHaveProperty('refresh_token');
  });
});

describe('two services that compare what they hold of one citizen', () => {
  it('T-PRV-06 find nothing that they share, today or in a year', async () => {
    const other = await scriptedService({
      issuer: house.origins.idp,
      clock: house.bed.clock,
      clientId: 'https://scuola.altrove.example',
    });
    await registerRelyingParty(house.bed, other.registration, { sandbox: true });
    const NOTHING = { claims: { userinfo: {} } };

    /** Everything that reaches a service: parameters, headers and claims of each token, and UserInfo. */
    const heldBy = async (party: typeof other, before?: Guest) => {
      const guest = await toCredentials({ ...house, party }, NOTHING, before);
      await givePassword(guest);
      house.bed.clock.advance(60_000);
      await guest.browser.post(`${guest.login}/resend`);
      await giveCode(house, guest);
      const back = await agree(guest);
      const tokens = await tokensFor(back.get('code') ?? '', party);
      const jwts = [tokens.access_token, tokens.id_token];
      const userinfo = await userinfoOf(house, tokens.access_token, party);
      const held = [Object.fromEntries(back), ...jwts.map(decodeJwt), ...jwts.map(decodeProtectedHeader), userinfo];
      return { guest, held, subject: String(userinfo['sub']) };
    };
    const first = await heldBy(house.party);
    const second = await heldBy(other, first.guest);
    const again = await heldBy(house.party, first.guest);
    const stranger = await heldBy(house.party);

    const valuesOf = ({ held }: typeof first) => new Set(held.flatMap((one) => Object.values(one).flat().map(String)));
    const shared = [...valuesOf(first)].filter((value) => valuesOf(second).has(value));
    // What any two citizens share too: the provider's own name and keys, algorithms, scope, level, the times of this test.
    const common = new Set(
      [...valuesOf(stranger), ...valuesOf(first)].filter((value) => valuesOf(stranger).has(value)),
    );
    expect(shared.filter((value) => !common.has(value) && !/^\d{10}$/.test(value))).toEqual([]);
    expect(second.subject).not.toBe(first.subject);
    expect(again.subject).toBe(first.subject);
    expect(stranger.subject).not.toBe(first.subject);
    // 128 bits at least, and nothing of ours in it.
    expect(first.subject.length).toBeGreaterThanOrEqual(22);
    expect(first.subject).not.toContain(first.guest.person.citizenId);
  });
});
