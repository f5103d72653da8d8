import { SECOND } from '@tessera/base';
import type { ServiceSettings, SignIn } from '@tessera/rp';
import { readJwt } from './read-jwt.ts';

/** Which message of the sign-in a rule is about. */
export type Message = 'request' | 'answer' | 'tokenRequest' | 'accessToken' | 'idToken' | 'userinfo';

/** One rule of the profile and whether the message that was seen keeps it. `name` is a key of the texts. */
export interface KeptRule {
  readonly message: Message;
  readonly name: RuleName;
  /** Where it stands: docs/rules/oidc.md, or the standard. */
  readonly source: string;
  readonly kept: boolean;
}

export type RuleName =
  | 'ruleSignedRequest'
  | 'ruleRequestKey'
  | 'ruleRequestTimes'
  | 'ruleScopeTwice'
  | 'ruleStateNonce'
  | 'rulePkce'
  | 'ruleConsent'
  | 'ruleLevels'
  | 'ruleClaims'
  | 'ruleState'
  | 'ruleIss'
  | 'rulePrivateKeyJwt'
  | 'ruleAccessToken'
  | 'ruleFifteenMinutes'
  | 'ruleAudience'
  | 'ruleNonce'
  | 'ruleLevelReached'
  | 'rulePairwise'
  | 'ruleFiveMinutes'
  | 'ruleNested'
  | 'ruleOnlyAsked';

const ALGORITHMS = ['RS256', 'RS512', 'ES256', 'ES512', 'PS256', 'PS512'];
const ACR = 'https://www.spid.gov.it/SpidL';
type Claims = Readonly<Record<string, unknown>>;

const text = (claims: Claims | undefined, name: string): string => {
  const value = claims?.[name];
  return typeof value === 'string' ? value : '';
};
const lasts = (claims: Claims | undefined): number => Number(claims?.['exp']) - Number(claims?.['iat']);
const isListed = (algorithm: unknown): boolean => ALGORITHMS.includes(String(algorithm));

/** What the messages of this sign-in show, in the order in which they went. */
export function keptRules(signIn: SignIn, settings: ServiceSettings): KeptRule[] {
  return [...requestRules(signIn, settings), ...answerRules(signIn, settings), ...tokenRules(signIn, settings)];
}

function requestRules({ pending }: SignIn, { keys, clientId, issuer }: ServiceSettings): KeptRule[] {
  const outside = new URL(pending.address).searchParams;
  const object = readJwt(outside.get('request') ?? '');
  const claims = object?.claims ?? undefined;
  const rule = (name: RuleName, source: string, kept: boolean): KeptRule => ({
    message: 'request',
    name,
    source,
    kept,
  });
  return [
    rule(
      'ruleSignedRequest',
      'oidc.md 9',
      isListed(object?.header['alg']) && claims?.['iss'] === clientId && claims['aud'] === issuer,
    ),
    rule('ruleRequestKey', 'oidc.md 16, RFC 7638', object?.header['kid'] === keys.signing.kid),
    rule('ruleRequestTimes', 'oidc.md 9', lasts(claims) > 0 && lasts(claims) <= 3_600 && text(claims, 'jti') !== ''),
    rule(
      'ruleScopeTwice',
      'oidc.md 9',
      outside.get('scope') === claims?.['scope'] && outside.get('response_type') === 'code',
    ),
    rule('ruleStateNonce', 'oidc.md 9', text(claims, 'state').length >= 32 && text(claims, 'nonce').length >= 32),
    rule('rulePkce', 'oidc.md 9, RFC 7636', claims?.['code_challenge_method'] === 'S256'),
    rule('ruleConsent', 'oidc.md 9', ['consent', 'consent login'].includes(text(claims, 'prompt'))),
    rule(
      'ruleLevels',
      'oidc.md 9',
      text(claims, 'acr_values')
        .split(' ')
        .every((acr) => acr.startsWith(ACR)),
    ),
    rule('ruleClaims', 'oidc.md 10', typeof claims?.['claims'] === 'object'),
  ];
}

function answerRules({ answer, pending }: SignIn, { issuer }: ServiceSettings): KeptRule[] {
  return [
    { message: 'answer', name: 'ruleState', source: 'oidc.md 12', kept: answer['state'] === pending.state },
    { message: 'answer', name: 'ruleIss', source: 'oidc.md 12, RFC 9207', kept: answer['iss'] === issuer },
  ];
}

function tokenRules(signIn: SignIn, { clientId }: ServiceSettings): KeptRule[] {
  const { idToken, userinfo, pending, exchanges } = signIn;
  const tokenRequest = exchanges.find(({ sent }) => sent.includes('client_assertion='));
  const assertion = readJwt(new URLSearchParams(tokenRequest?.sent).get('client_assertion') ?? '');
  const access = readJwt(signIn.accessToken);
  const encrypted = readJwt(exchanges.findLast(({ contentType }) => contentType.includes('jwt'))?.received ?? '');
  const asked = Object.keys(
    (readJwt(new URL(pending.address).searchParams.get('request') ?? '')?.claims?.['claims'] as { userinfo?: object })
      ?.userinfo ?? {},
  );
  const envelope = ['iss', 'aud', 'iat', 'exp', 'sub', 'jti'];
  const rule = (message: Message, name: RuleName, source: string, kept: boolean): KeptRule => ({
    message,
    name,
    source,
    kept,
  });
  return [
    rule(
      'tokenRequest',
      'rulePrivateKeyJwt',
      'oidc.md 13, RFC 7523',
      assertion?.claims?.['sub'] === clientId && text(assertion.claims, 'jti') !== '',
    ),
    rule(
      'accessToken',
      'ruleAccessToken',
      'oidc.md 13.1, RFC 9068',
      access?.header['typ'] === 'at+jwt' && access.claims?.['client_id'] === clientId,
    ),
    rule('accessToken', 'ruleFifteenMinutes', 'oidc.md 13.4', lasts(access?.claims ?? undefined) <= 900),
    rule(
      'idToken',
      'ruleAudience',
      'oidc.md 13.2',
      idToken.claims['aud'] === clientId && text(idToken.claims, 'at_hash') !== '',
    ),
    rule('idToken', 'ruleNonce', 'oidc.md 13.2', idToken.claims['nonce'] === pending.nonce),
    rule('idToken', 'ruleLevelReached', 'oidc.md 13.2, security.md 11', signIn.level >= pending.wish.level),
    rule(
      'idToken',
      'rulePairwise',
      'oidc.md 13.2',
      signIn.subject === userinfo.claims['sub'] && signIn.subject.length >= 22,
    ),
    rule('idToken', 'ruleFiveMinutes', 'oidc.md 13.4', lasts(idToken.claims) <= (5 * 60 * SECOND) / SECOND),
    rule(
      'userinfo',
      'ruleNested',
      'oidc.md 14',
      encrypted?.header['cty'] === 'JWT' && encrypted.claims === null && isListed(readJwt(userinfo.jwt)?.header['alg']),
    ),
    rule(
      'userinfo',
      'ruleOnlyAsked',
      'oidc.md 17, requirements.md CON-02',
      Object.keys(userinfo.claims).every((claim) => envelope.includes(claim) || asked.includes(claim)),
    ),
  ];
}
