import type { Login, OpenLogin } from '@tessera/login';

/** The page that is the picture of a step. */
const PAGES = {
  'awaiting-password': 'credentials',
  'awaiting-code': 'code',
  'choosing-card-way': 'card',
  'awaiting-card': 'computer',
  'awaiting-consent': 'consent',
  refused: 'end',
  answered: 'end',
} as const satisfies Readonly<Record<Login['step'], string>>;

/** Forms of a login that have no page of their own. */
export type LoginForm =
  | 'resend'
  | 'level-1'
  | 'other-person'
  | 'cancel'
  | 'read-card'
  | 'with-computer'
  | 'without-card'
  | 'tls-door'
  | 'software-cie';

export type LoginPageName = (typeof PAGES)[Login['step']];

export const pageOf = (login: OpenLogin): LoginPageName => PAGES[login.state.step];

/** The identifier is not secret: without the browser's cookie it opens nothing. */
export const pathIn = (login: OpenLogin, page: LoginPageName | LoginForm): string => `/login/${login.id}/${page}`;

export const pathOf = (login: OpenLogin): string => pathIn(login, pageOf(login));
