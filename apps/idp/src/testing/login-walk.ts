import { codeSentTo, PASSWORD, type Person, personWithCredentials, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { type Visitor, visitor } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import type { CardOptions } from '../card/card-options.ts';
import { type LoginServer, openLoginServer } from './login-server.tsx';

export type Asked = Parameters<LoginServer['ask']>[0];

/** A login under way: its path, without the page, and the page that is open. */
export interface LoginAt {
  readonly path: string;
  readonly page: LightMyRequestResponse;
}

/** The login pages, somebody with credentials, and a browser that walks. */
export interface LoginWalk {
  readonly bed: Testbed;
  readonly idp: LoginServer;
  person: Person;
  readonly browser: Visitor;
  /** Begins a login and opens its first page. */
  begin(asked?: Asked): Promise<LoginAt>;
  typeCredentials(login: LoginAt, typed?: { password?: string; username?: string }): Promise<LightMyRequestResponse>;
  /** Goes as far as the page after the password. */
  toCode(asked?: Asked): Promise<LoginAt>;
  /** Goes as far as the consent page. */
  toConsent(asked?: Asked): Promise<LoginAt>;
  close(): Promise<void>;
}

export async function openLoginWalk(card?: CardOptions): Promise<LoginWalk> {
  const bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
  const idp = await openLoginServer(bed, card === undefined ? {} : { card });
  const browser = visitor(idp.server);
  const walk: LoginWalk = {
    bed,
    idp,
    browser,
    person: await personWithCredentials(bed),
    begin: async (asked) => {
      const begun = await browser.get(idp.ask(asked));
      return { path: placeOf(begun).replace(/\/[^/]*$/, ''), page: await browser.follow(begun) };
    },
    typeCredentials: ({ path, page }, { password = PASSWORD, username = walk.person.fiscalCode } = {}) =>
      browser.post(`${path}/credentials`, { username, password, attempt: attemptIn(page) }),
    toCode: async (asked = { minimumLevel: 2 }) => {
      const login = await walk.begin(asked);
      return { path: login.path, page: await browser.follow(await walk.typeCredentials(login)) };
    },
    toConsent: async (asked) => {
      const { path, page } = await walk.toCode(asked ?? {});
      if (!page.body.includes('name="code"')) return { path, page };
      const fields = { code: codeSentTo(bed.sent, walk.person.phone), attempt: attemptIn(page) };
      return { path, page: await browser.follow(await browser.post(`${path}/code`, fields)) };
    },
    close: async () => {
      await idp.server.close();
      await bed.close();
    },
  };
  bed.sent.length = 0;
  return walk;
}

/** The number in the page's form. */
export const attemptIn = (page: LightMyRequestResponse): string =>
  /name="attempt" value="([^"]+)"/.exec(page.body)?.[1] ?? '';

/** Where an answer leads. */
export const placeOf = (response: LightMyRequestResponse): string => String(response.headers['location'] ?? '');

export const h1 = (page: LightMyRequestResponse): string => /<h1[^>]*>([^<]*)/.exec(page.body)?.[1] ?? '';

/** The page's words, with straight apostrophes as they are written. */
export const wordsOf = (page: LightMyRequestResponse): string => page.body.replaceAll('&#39;', "'");
