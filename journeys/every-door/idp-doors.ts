import { MINUTE } from '@tessera/base';
import { codeSentTo, PASSWORD, type Person, personWithCredentials } from '@tessera/login/testing';
import { ENDPOINT_PATHS } from '@tessera/oidc';
import type { ScriptedService } from '@tessera/oidc/testing';
import { type Visitor, visitor } from '@tessera/web/testing';
import { atPage, type Door, encoded, type Fields, hiddenFields, type Standing } from './door.ts';
import type { House } from './house.ts';

/** `acr_values` are this and the level. */
export const ACR = 'https://www.spid.gov.it/SpidL';

/** Claims of a request object that differ from those of an ordinary one. */
type Claims = Readonly<Record<string, unknown>>;

/** Somebody who signs in. */
export interface Guest {
  readonly browser: Visitor;
  readonly person: Person;
  /** `/login/` and the login's identifier. */
  readonly login: string;
}

/** The address that a service sends the browser to. */
export const wished = async ({ party }: Pick<House, 'party'>, claims: Claims = {}): Promise<string> =>
  `/oidc/authorize?${encoded(await party.request(claims))}`;

/** Somebody new, or who has been here before, and the login that a service's request begins for them. */
export async function toCredentials(
  house: House,
  claims: Claims = {},
  before?: Pick<Guest, 'browser' | 'person'>,
): Promise<Guest> {
  const browser = before?.browser ?? visitor(house.apps.idp);
  const person = before?.person ?? (await personWithCredentials(house.bed));
  const begun = await browser.get(await wished(house, claims));
  return { browser, person, login: String(begun.headers['location']).replace(/\/[^/]*$/, '') };
}

/** The step at which the login stands: the page that its own address leads to. */
export const stepOf = async ({ browser, login }: Guest): Promise<string> =>
  String((await browser.get(login)).headers['location']).replace(/^.*\//, '');

/** What the page of this step has in its hidden fields. */
export const hiddenAt = async ({ browser, login }: Guest, page: string): Promise<Fields> =>
  hiddenFields((await browser.get(`${login}/${page}`)).body);

/** Types the password, where it is asked for. */
export async function givePassword(guest: Guest, password = PASSWORD): Promise<void> {
  const typed = { username: guest.person.fiscalCode, password };
  await guest.browser.post(`${guest.login}/credentials`, { ...(await hiddenAt(guest, 'credentials')), ...typed });
}

/** Types the code that came by SMS. */
export async function giveCode(house: House, guest: Guest): Promise<void> {
  const code = codeSentTo(house.sent, guest.person.phone);
  await guest.browser.post(`${guest.login}/code`, { ...(await hiddenAt(guest, 'code')), code });
}

export async function toCode(house: House, claims: Claims = {}): Promise<Guest> {
  const guest = await toCredentials(house, claims);
  await givePassword(guest);
  return guest;
}

/** As far as the last page, at level 2 or at whatever the claims ask for. */
export async function toConsent(house: House, claims: Claims = {}): Promise<Guest> {
  const guest = await toCode(house, claims);
  if ((await stepOf(guest)) === 'code') await giveCode(house, guest);
  return guest;
}

/** Agrees, and returns what the browser carries back to the service. */
export async function agree(guest: Guest): Promise<URLSearchParams> {
  const fields = { ...(await hiddenAt(guest, 'consent')), offline_access: 'on' };
  const back = await guest.browser.post(`${guest.login}/consent`, fields);
  return new URL(String(back.headers['location'])).searchParams;
}

/** From the request to the code that the browser carries back. */
export async function toAuthorizationCode(
  house: House,
  claims: Claims = {},
): Promise<Guest & { readonly code: string }> {
  const guest = await toConsent(house, claims);
  return { ...guest, code: (await agree(guest)).get('code') ?? '' };
}

/** The service wishes to read again later. */
export const AGAIN_LATER = { scope: 'openid offline_access' };

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

/** The form that a service sends for a code. */
export const redemption = async (party: ScriptedService, code: string): Promise<Fields> => ({
  grant_type: 'authorization_code',
  code,
  code_verifier: party.verifier,
  ...(await party.proof('token')),
});

/** What a service posts to an endpoint, and the answer. */
export const postTo = ({ apps }: House, url: string, fields: Fields) =>
  apps.idp.inject({
    method: 'POST',
    url,
    payload: encoded(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

export async function toTokens(house: House): Promise<Guest & { readonly tokens: Tokens }> {
  const guest = await toAuthorizationCode(house, AGAIN_LATER);
  const answer = await postTo(house, ENDPOINT_PATHS.token, await redemption(house.party, guest.code));
  return { ...guest, tokens: answer.json<Tokens>() };
}

/** Stands at a page of a login, whose form goes to `path` below the same login. */
const at = (house: House, guest: Guest, page: string, path: string, fields: () => Fields = () => ({})): Standing => ({
  browser: guest.browser,
  path: `${guest.login}/${path}`,
  form: async () => {
    const { hidden } = await atPage(house, 'idp', `${guest.login}/${page}`, guest.browser);
    return { ...(await hidden()), ...fields() };
  },
});

/** A service stands there: no browser, no cookie, no token of a form. */
const asService = ({ apps }: House, path: string, form: () => Promise<Fields>, headers: Fields = {}): Standing => ({
  browser: visitor(apps.idp),
  path,
  form,
  headers,
});

const loginDoor = (page: string, place: string, rest: Pick<Door, 'stand'> & Partial<Door>): Door => ({
  app: 'idp',
  method: 'POST',
  url: `/login/:id/${page}`,
  right: { status: 303, place: new RegExp(place) },
  ...rest,
});

const protocolDoor = (url: string, status: number, rest: Pick<Door, 'stand'> & Partial<Door>): Door => ({
  app: 'idp',
  method: 'POST',
  url,
  right: { status },
  protocol: true,
  ...rest,
});

/** The service's proof is spent: it makes a new one when it asks again (promise 8). */
const PROOF_SPENT = /^401 $/;

const LOGIN_DOORS: readonly Door[] = [
  loginDoor('credentials', '/code$', {
    stand: async (house) => {
      const guest = await toCredentials(house);
      const fields = () => ({ username: guest.person.fiscalCode, password: PASSWORD });
      return at(house, guest, 'credentials', 'credentials', fields);
    },
    apart: (fields, number) => ({ ...fields, username: `nobody.${number}@posta.example` }),
    counts: ['password_failures'],
  }),
  loginDoor('code', '/consent$', {
    stand: async (house) => {
      const guest = await toCode(house);
      return at(house, guest, 'code', 'code', () => ({ code: codeSentTo(house.sent, guest.person.phone) }));
    },
    counts: ['one_time_codes', 'rolling_windows'],
  }),
  loginDoor('resend', '/code$', {
    stand: async (house) => {
      const guest = await toCode(house);
      house.bed.clock.advance(MINUTE);
      return at(house, guest, 'code', 'resend');
    },
    free: ['attempt'],
    // One code has just left: the page says when another may.
    again: /^429 $/,
  }),
  loginDoor('level-1', '/consent$', {
    stand: async (house) => at(house, await toCode(house, { acr_values: `${ACR}2 ${ACR}1` }), 'code', 'level-1'),
    free: ['attempt'],
  }),
  loginDoor('consent', '^https://sportello[^?]*\\?code=', {
    stand: async (house) =>
      at(house, await toConsent(house, AGAIN_LATER), 'consent', 'consent', () => ({ offline_access: 'on' })),
    free: ['offline_access'],
  }),
  loginDoor('cancel', '^https://sportello[^?]*\\?error=access_denied', {
    stand: async (house) => at(house, await toCode(house), 'code', 'cancel'),
    free: ['attempt'],
  }),
  loginDoor('other-person', '/credentials$', {
    stand: async (house) => at(house, await toConsent(house), 'consent', 'other-person'),
  }),
];

const ACCESSES_DOORS: readonly Door[] = [
  {
    app: 'idp',
    method: 'POST',
    url: '/accesses/end',
    right: { status: 303, place: /^\/accesses$/ },
    free: ['grant'],
    stand: async (house) => {
      const { browser } = await toTokens(house);
      const { body, hidden } = await atPage(house, 'idp', '/accesses', browser);
      const grant = /name="grant" value="([^"]+)"/.exec(body)?.[1] ?? '';
      return { browser, path: '/accesses/end', form: async () => ({ ...(await hidden()), grant }) };
    },
  },
  {
    app: 'idp',
    method: 'POST',
    url: '/accesses/sign-off',
    right: { status: 303, place: /^\/$/ },
    stand: async (house) => {
      const { browser } = await toTokens(house);
      const { hidden } = await atPage(house, 'idp', '/accesses', browser);
      return { browser, path: '/accesses/sign-off', form: hidden };
    },
  },
];

const PROTOCOL_DOORS: readonly Door[] = [
  protocolDoor(ENDPOINT_PATHS.authorization, 303, {
    stand: async (house) => asService(house, ENDPOINT_PATHS.authorization, async () => house.party.request()),
    // The request object is spent; the service hears it.
    again: /^303 https:\/\/sportello[^?]*\?error=invalid_request_object/,
    // Written down before the login begins: the service sends another.
    counts: ['oidc_authorizations'],
  }),
  protocolDoor(ENDPOINT_PATHS.token, 200, {
    stand: async (house) => {
      const { code } = await toAuthorizationCode(house);
      return asService(house, ENDPOINT_PATHS.token, () => redemption(house.party, code));
    },
    again: PROOF_SPENT,
  }),
  ...(['introspection', 'revocation'] as const).map((endpoint) =>
    protocolDoor(ENDPOINT_PATHS[endpoint], 200, {
      stand: async (house) => {
        const { tokens } = await toTokens(house);
        const form = async () => ({ token: tokens.access_token, ...(await house.party.proof(endpoint)) });
        return asService(house, ENDPOINT_PATHS[endpoint], form);
      },
      // A token that is nobody's is answered like any other that is not active.
      free: ['token'],
      again: PROOF_SPENT,
      counts: ['oidc_assertions'],
    }),
  ),
  protocolDoor(ENDPOINT_PATHS.userinfo, 200, {
    stand: async (house) => {
      const { tokens } = await toTokens(house);
      const authorization = `Bearer ${tokens.access_token}`;
      return asService(house, ENDPOINT_PATHS.userinfo, async () => ({}), { authorization });
    },
  }),
];

/** Every form of the identity provider, and every endpoint that services post to. */
export const IDP_DOORS: readonly Door[] = [...LOGIN_DOORS, ...ACCESSES_DOORS, ...PROTOCOL_DOORS];
