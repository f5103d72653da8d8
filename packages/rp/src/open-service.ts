import { randomToken } from '@tessera/base';
import {
  AuthorizationResponseError,
  buildAuthorizationUrlWithJAR,
  calculatePKCECodeChallenge,
  tokenRevocation,
} from 'openid-client';
import { ACR, CLAIMS } from './claims.ts';
import { configurator } from './configure.ts';
import type { Exchange } from './exchange.ts';
import { redeem } from './redeem.ts';
import type { ServiceSettings } from './settings.ts';
import type { Level, PendingSignIn, SignIn, SignInResult, Wish } from './sign-in.ts';

/** "Entra con CIE" from the service's side. */
export interface Service {
  /** Where to send the browser, and what to remember until it comes back. Null when the provider cannot be reached. */
  begin(wish: Wish): Promise<PendingSignIn | null>;
  /** Judges what the browser brought back. Ordinary refusals and answers that do not hold are outcomes, not exceptions. */
  finish(answer: URLSearchParams, pending: PendingSignIn): Promise<SignInResult>;
  /**
   * Ends the access token at logout, as the profile demands; the refresh token stays (docs/rules/oidc.md 15).
   * False when the provider did not answer: the token then ends by itself, 15 minutes after it was given.
   */
  end(signIn: SignIn): Promise<boolean>;
}

export function openService(settings: ServiceSettings): Service {
  const configure = configurator(settings);
  const { keys, redirectUri, random, clock } = settings;

  async function begin(wish: Wish): Promise<PendingSignIn | null> {
    const configuration = await configure(() => undefined);
    if (configuration === null) return null;
    const [state, nonce, codeVerifier] = [randomToken(random), randomToken(random), randomToken(random)];
    const claims = Object.fromEntries((wish.claims ?? CLAIMS).map((name) => [name, { essential: true }]));
    const scope = wish.offline ? 'openid offline_access' : 'openid';
    const address = await buildAuthorizationUrlWithJAR(
      configuration,
      {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        response_type: 'code',
        prompt: wish.fresh ? 'consent login' : 'consent',
        acr_values: acrValuesFrom(wish.level),
        claims: JSON.stringify({ userinfo: claims }),
        ...(wish.languages === undefined ? {} : { ui_locales: wish.languages.join(' ') }),
      },
      { key: keys.signing.privateKey, kid: keys.signing.kid },
    );
    // openid-client puts only `client_id` and `request` outside; the profile wants these two beside them (docs/rules/oidc.md 9).
    address.searchParams.set('scope', scope);
    address.searchParams.set('response_type', 'code');
    return { wish, state, nonce, codeVerifier, startedAt: clock.now(), address: address.href };
  }

  async function finish(answer: URLSearchParams, pending: PendingSignIn): Promise<SignInResult> {
    const exchanges: Exchange[] = [];
    try {
      const configuration = await configure((exchange) => exchanges.push(exchange));
      if (configuration === null) return unreachable(pending);
      const callback = new URL(`${redirectUri}?${answer}`);
      const encrypted = settings.encryptIdToken === true;
      return await redeem(configuration, { callback, pending, exchanges, encrypted });
    } catch (error) {
      if (error instanceof AuthorizationResponseError) {
        return { outcome: 'refused', error: error.error, description: error.error_description ?? '', pending };
      }
      if (!(error instanceof Error)) throw error;
      const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
      return { outcome: 'failed', code, message: error.message, pending, exchanges };
    }
  }

  async function end({ accessToken }: SignIn): Promise<boolean> {
    const configuration = await configure(() => undefined);
    if (configuration === null) return false;
    const revocation = tokenRevocation(configuration, accessToken, { token_type_hint: 'access_token' });
    return revocation.then(
      () => true,
      () => false,
    );
  }

  return { begin, finish, end };
}

const unreachable = (pending: PendingSignIn): SignInResult => ({
  outcome: 'failed',
  code: 'UNREACHABLE',
  message: 'the discovery document of the provider cannot be read',
  pending,
  exchanges: [],
});

/** The level that is enough, and those above it: the lowest is the minimum, the first is offered first. */
const acrValuesFrom = (level: Level): string =>
  [1, 2, 3]
    .filter((one) => one >= level)
    .map((one) => `${ACR}${one}`)
    .join(' ');
