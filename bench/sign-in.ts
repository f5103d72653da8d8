import type { Agent } from 'node:http';
import { type Answer, Browser, formWith } from './browser.ts';
import type { Endpoints, Person } from './providers/contract.ts';
import type { RelyingParty } from './relying-party.ts';

/** The names of one provider's form fields, and where the second factor comes from. */
export interface Dialect {
  readonly username: string;
  readonly password: string;
  readonly code: string;
  codeFor(person: Person): Promise<string>;
}

/** One whole sign-in, from the signed request to the decrypted UserInfo; throws when any step is not as it should be. */
export async function signIn(
  provider: Endpoints,
  dialect: Dialect,
  party: RelyingParty,
  person: Person,
  level: 1 | 2,
  agent: Agent,
): Promise<void> {
  const browser = new Browser(agent);
  const { query, state, verifier } = party.authorization(provider.issuer, level);
  const at = new Page(browser, party.redirectUri);

  await at.open(`${provider.authorizationEndpoint}?${query}`);
  await at.send(named(dialect.password), { [dialect.username]: person.username, [dialect.password]: person.password });
  if (level === 2) await at.send(named(dialect.code), { [dialect.code]: await dialect.codeFor(person) });
  await at.send(/action="[^"]*\/consent"/, {});

  const returned = new URL(at.url).searchParams;
  const code = returned.get('code');
  if (code === null || returned.get('state') !== state) throw new Error(`no code came back: ${at.url}`);

  const tokens = await browser.post(provider.tokenEndpoint, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: party.redirectUri,
    client_id: party.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: party.assertion(provider.tokenEndpoint),
  });
  if (!tokens.body.startsWith('{'))
    throw new Error(`no JSON: ${tokens.status} ${tokens.body.replace(/<[^>]*>/g, ' ').slice(0, 900)}`);
  const { access_token: accessToken, id_token: idToken } = JSON.parse(tokens.body) as Record<string, string>;
  if (accessToken === undefined || idToken === undefined) throw new Error(`no tokens: ${tokens.body.slice(0, 200)}`);

  const userinfo = await browser.get(provider.userinfoEndpoint, { authorization: `Bearer ${accessToken}` });
  if (userinfo.status !== 200 || !party.opens(userinfo.body)) throw new Error(`no UserInfo: ${userinfo.status}`);
}

const named = (field: string): RegExp => new RegExp(`name="${field}"`);

/** Where the browser stands: it follows redirects, up to the one that leads back to the service. */
class Page {
  url = '';
  #body = '';
  readonly #browser: Browser;
  readonly #home: string;

  constructor(browser: Browser, home: string) {
    this.#browser = browser;
    this.#home = home;
  }

  async open(url: string): Promise<void> {
    await this.#arrive(url, await this.#browser.get(url));
  }

  /** Sends the form that matches, hidden fields and all. */
  async send(mark: RegExp, typed: Readonly<Record<string, string>>): Promise<void> {
    const { action, fields } = formWith(mark, this.#body);
    const target = new URL(action, this.url).href;
    const asPage = { origin: new URL(target).origin, 'sec-fetch-site': 'same-origin' };
    await this.#arrive(target, await this.#browser.post(target, { ...fields, ...typed }, asPage));
  }

  async #arrive(url: string, answer: Answer): Promise<void> {
    this.url = url;
    let last = answer;
    for (let hops = 0; last.location !== null; hops++) {
      if (hops > 8) throw new Error('redirected for ever');
      this.url = last.location;
      if (last.location.startsWith(this.#home)) return;
      last = await this.#browser.get(last.location);
    }
    if (last.status !== 200)
      throw new Error(
        `${last.status} at ${new URL(this.url).pathname}: ${/<h1[^>]*>([^<]*)/.exec(last.body)?.[1] ?? last.body.slice(0, 200)}`,
      );
    this.#body = last.body;
  }
}
