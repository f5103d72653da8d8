import { base64url, type Ground, type PublicJwk, randomToken, SECOND, utf8 } from '@tessera/base';
import { CARD_REQUEST_LIFETIME, type OpenLogin } from '@tessera/login';
import { CARD_CHALLENGE_AUDIENCE, CARD_CHALLENGE_TYPE, type CardChallenge } from '@tessera/wire';
import { pathOf } from '../login/paths.ts';

const ALGORITHM = 'ES256';

/** What the card shall sign for this login: a compact JWS by which Software CIE knows who asks, for whom, and until when. */
export async function signChallenge(ground: Ground, origin: string, login: OpenLogin): Promise<string> {
  const signer = ground.keys.signer('card-challenge', ALGORITHM);
  const iat = Math.floor(ground.clock.now() / SECOND);
  const challenge: CardChallenge = {
    iss: origin,
    aud: CARD_CHALLENGE_AUDIENCE,
    jti: randomToken(ground.random),
    iat,
    exp: iat + CARD_REQUEST_LIFETIME / SECOND,
    service: login.request.relyingParty.displayName.slice(0, 200),
    back: origin + pathOf(login),
    level: 3,
  };
  const header = { alg: signer.algorithm, typ: CARD_CHALLENGE_TYPE, kid: signer.kid };
  const signed = `${encoded(header)}.${encoded(challenge)}`;
  return `${signed}.${base64url(await signer.sign(utf8(signed)))}`;
}

const encoded = (part: object): string => base64url(utf8(JSON.stringify(part)));

/** The keys that challenges are signed with. The first is made when it is first asked for. */
export function challengeKeys({ keys }: Pick<Ground, 'keys'>): { readonly keys: readonly PublicJwk[] } {
  keys.signer('card-challenge', ALGORITHM);
  return { keys: keys.publicKeys('card-challenge') };
}
