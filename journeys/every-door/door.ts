import { type Visitor, visitor } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import type { AppName, House } from './house.ts';

export type Fields = Readonly<Record<string, string>>;

/** A browser that stands before a door, with everything in hand to pass it. */
export interface Standing {
  readonly browser: Visitor;
  /** Where the form goes. */
  readonly path: string;
  /** The form as a page of ours would send it now, with its token; a fresh one each time. */
  form(): Promise<Fields>;
  /** Headers beside those of a form: the bearer token of UserInfo. */
  readonly headers?: Fields;
}

/** A route that changes something: how somebody comes to stand before it, and what it does with the right form. */
export interface Door {
  readonly app: AppName;
  readonly method: 'POST';
  /** As the list of routes has it. */
  readonly url: string;
  stand(house: House): Promise<Standing>;
  /** How the right form is answered; `place`: where it leads. */
  readonly right: { readonly status: number; readonly place?: RegExp };
  /** How the same form is answered when it comes again, where not like the first time: status, and where it leads. */
  readonly again?: RegExp;
  /** Fields that may hold anything: names of forms, boxes that may be left alone, what is looked up and not found. */
  readonly free?: readonly string[];
  /** Fields that a hostile text belongs to nobody in: the try is counted for that name alone. */
  readonly apart?: (fields: Fields, number: number) => Fields;
  /** What a try leaves behind although it failed later: it was counted before it was compared (promise 2). */
  readonly counts?: readonly string[];
  /** A protocol's endpoint: taken from other sites, without a form's token. */
  readonly protocol?: boolean;
}

export const nameOf = ({ app, method, url }: Door): string => `${app} ${method} ${url}`;

export interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string | null;
  readonly payload?: string | Buffer;
  readonly headers?: Fields;
}

/** Sends what a test says, with the browser's cookies and the headers of a form of our own. */
export async function send(
  house: House,
  app: AppName,
  { browser, path, headers }: Pick<Standing, 'browser' | 'path' | 'headers'>,
  sending: Sending = {},
): Promise<LightMyRequestResponse> {
  const { type = FORM, payload } = sending;
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return house.apps[app].inject({
    method: (sending.method ?? 'POST') as 'POST',
    url: sending.path ?? path,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      accept: 'text/html',
      'accept-language': 'it',
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(payload === undefined || type === null ? {} : { 'content-type': type }),
      ...headers,
      ...sending.headers,
    },
  });
}

export const FORM = 'application/x-www-form-urlencoded';
export const encoded = (fields: Fields): string => new URLSearchParams(fields).toString();

/** Sends a form, and lets the browser remember the cookies of the answer. */
export async function submit(
  house: House,
  app: AppName,
  standing: Standing,
  fields: Fields,
  headers: Fields = {},
): Promise<LightMyRequestResponse> {
  const answer = await send(house, app, standing, { payload: encoded(fields), headers });
  remember(standing.browser, answer);
  return answer;
}

export function remember({ cookies }: Visitor, answer: LightMyRequestResponse): void {
  for (const { name, value, expires } of answer.cookies) {
    if (expires !== undefined && expires.getTime() <= 0) cookies.delete(name);
    else cookies.set(name, value);
  }
}

/** True when the door let the right form pass. */
export const passes = ({ right }: Door, { statusCode, headers }: LightMyRequestResponse): boolean =>
  statusCode === right.status && (right.place?.test(String(headers['location'] ?? '')) ?? true);

/** A browser that has opened this page, with the fields that stand hidden on it: form token, form's name, number. */
export async function atPage(
  house: House,
  app: AppName,
  page: string,
  browser: Visitor = visitor(house.apps[app]),
): Promise<{ browser: Visitor; body: string; hidden: () => Promise<Fields> }> {
  const first = await browser.get(page);
  return { browser, body: first.body, hidden: async () => hiddenFields((await browser.get(page)).body) };
}

/** The hidden fields of a page that its forms need: not those of the robot check. */
export function hiddenFields(body: string): Fields {
  const fields: Record<string, string> = {};
  for (const name of ['form_token', 'form', 'attempt']) {
    const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1];
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}
