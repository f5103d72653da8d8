import { type Clock, fromUtf8, type Instant, MINUTE, SECOND } from '@tessera/base';
import { CARD_CHALLENGE_TYPE, CardChallenge, type CardProof, CardProofAnswer } from '@tessera/wire';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { fetchSmall, type SmallAnswer } from './fetch-small.ts';

/** The one identity provider that this program serves. */
export interface ProviderSettings {
  /** Where browsers know it. */
  readonly origin: string;
  /** What its challenges call it, and where it is asked; the origin where it is absent. */
  readonly issuer?: string;
  /**
   * Whether its `Date` header is the time that challenges are dated by. Not in the sandbox, whose clock somebody moves.
   * True where it is absent.
   */
  readonly tellsTime?: boolean;
}

export type ChallengeCheck =
  | { readonly outcome: 'valid'; readonly challenge: CardChallenge }
  /** `not-its-own`: not signed by it, not for this program, or not a challenge at all. */
  | { readonly outcome: 'not-its-own' | 'over' | 'clock-wrong' | 'provider-unreachable' };

export interface Provider {
  readonly origin: string;
  /** Whether this is a challenge of the provider's, good now. Asks the provider for its keys. */
  check(challenge: string): Promise<ChallengeCheck>;
  /** Brings the proof, straight. */
  bring(proof: CardProof): Promise<CardProofAnswer | { readonly outcome: 'provider-unreachable' }>;
  /** For the diagnosis: whether it answers, and by how much this computer's clock is off. */
  ask(): Promise<{ readonly outcome: 'answers'; readonly clockWrong: boolean } | { readonly outcome: 'silent' }>;
  /** An address of the provider's, or its front page. */
  within(address: string | null | undefined): string;
}

/** Keys are few and near: whoever does not answer by then is told of. */
const KEYS_MILLISECONDS = 3 * SECOND;
/** The provider asks for the card's revocation status meanwhile. */
const PROOF_MILLISECONDS = 15 * SECOND;
/** How far this computer's clock may be off. */
const CLOCK_TOLERANCE = MINUTE;
/** JWS algorithms of the national list (oidc.md 16). */
const ALGORITHMS = ['ES256', 'ES512', 'RS256', 'RS512', 'PS256', 'PS512'];

export function providerAt(settings: ProviderSettings, clock: Clock): Provider {
  const { origin, issuer = origin, tellsTime = true } = settings;
  const getKeys = () => fetchSmall(`${issuer}/card/jwks`, { milliseconds: KEYS_MILLISECONDS });
  const isClockWrong = ({ date }: SmallAnswer, now: Instant): boolean =>
    tellsTime && date !== null && Math.abs(date - now) > CLOCK_TOLERANCE;

  return {
    origin,
    check: async (text) => {
      const answer = await getKeys();
      const keys = answer?.status === 200 ? keySet(answer.body) : null;
      if (answer === null || keys === null) return { outcome: 'provider-unreachable' };
      const challenge = await verified(text, keys);
      if (challenge === null || challenge.iss !== issuer) return { outcome: 'not-its-own' };
      const now = clock.now();
      const early = challenge.iat * SECOND > now + CLOCK_TOLERANCE;
      const late = challenge.exp * SECOND <= now;
      if (!early && !late) return { outcome: 'valid', challenge };
      return { outcome: early || isClockWrong(answer, now) ? 'clock-wrong' : 'over' };
    },
    bring: async (proof) => {
      const answer = await fetchSmall(`${issuer}/card/proof`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(proof),
        milliseconds: PROOF_MILLISECONDS,
      });
      const read = answer?.status === 200 ? CardProofAnswer.safeParse(json(answer.body)) : null;
      return read?.success === true ? read.data : { outcome: 'provider-unreachable' };
    },
    ask: async () => {
      const answer = await getKeys();
      return answer?.status === 200
        ? { outcome: 'answers', clockWrong: isClockWrong(answer, clock.now()) }
        : { outcome: 'silent' };
    },
    within: (address) =>
      typeof address === 'string' && URL.parse(address)?.origin === origin ? address : `${origin}/`,
  };
}

/** The claims of a challenge that one of these keys signed; null for anything else. Source: RFC 7515 section 5.2. */
async function verified(text: string, keys: JSONWebKeySet): Promise<CardChallenge | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(text, createLocalJWKSet(keys), { algorithms: ALGORITHMS });
    if (protectedHeader.typ !== CARD_CHALLENGE_TYPE) return null;
    return CardChallenge.parse(JSON.parse(fromUtf8(payload)));
  } catch {
    // What is wrong with it does not matter: it came from a browser.
    return null;
  }
}

function keySet(body: string): JSONWebKeySet | null {
  const value = json(body);
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys)
    ? { keys: value.keys }
    : null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
