import { civilDateAt, type Ground, type Keys, MINUTE, randomToken } from '@tessera/base';
import { type CardRequest, insertCardRequest, keepVerdict, takeRequest } from './card-request-store.ts';
import { type CardReading, judgeReading } from './card-verdict.ts';
import type { CardDoor } from './levels.ts';
import type { Login } from './login.ts';
import type { OpenLogin } from './open-login.ts';

/** Time to lay the card down and type the PIN. */
export const CARD_REQUEST_LIFETIME = 2 * MINUTE;

/** A login that waits for a card. */
export type AwaitingCard = OpenLogin & { readonly state: Extract<Login, { step: 'awaiting-card' }> };

export const awaitsCard = (login: OpenLogin): login is AwaitingCard => login.state.step === 'awaiting-card';

const digestOf = (keys: Keys, door: CardDoor, secret: string): Uint8Array =>
  keys.digest('token', 'card request', door, secret);

export const wayBackDigest = (keys: Keys, token: string): Uint8Array => keys.digest('token', 'card way back', token);

/**
 * Remembers what this login asks a card for through this door, for two minutes and one use.
 *
 * `secret` is the door's ticket, or the whole challenge as it is signed: only this very text is taken back.
 */
export async function askCard(ground: Ground, login: AwaitingCard, door: CardDoor, secret: string): Promise<void> {
  const asked = { digest: digestOf(ground.keys, door, secret), loginId: login.id, door };
  const expiresAt = Math.min(ground.clock.now() + CARD_REQUEST_LIFETIME, login.expiresAt);
  await ground.database.transaction((sql) => insertCardRequest(sql, asked, expiresAt));
}

/**
 * The request that this secret stands for, used up by being found: committed before anything that came with it is looked at
 * (promise 8). Null when nobody asked for it, when it is over, or when it was brought before.
 */
export function takeCardRequest(ground: Ground, door: CardDoor, secret: string): Promise<CardRequest | null> {
  const asked = { door, digest: digestOf(ground.keys, door, secret) };
  return ground.database.transaction((sql) => takeRequest(sql, asked, ground.clock.now()));
}

/** Where the browser is to go now, and whether the card opened anything. */
export interface WayBack {
  readonly loginId: string;
  /** Serves once, and only the browser that began the login (T-CRD-06). */
  readonly token: string;
  readonly accepted: boolean;
}

/** Judges what the door saw and keeps the verdict for the browser that began the login. */
export async function recordReading(ground: Ground, request: CardRequest, reading: CardReading): Promise<WayBack> {
  const { keys, clock, random } = ground;
  const token = randomToken(random);
  return await ground.database.transaction(async (sql) => {
    const at = clock.now();
    const verdict = await judgeReading(sql, keys, reading, { at, today: civilDateAt(at) });
    await keepVerdict(sql, request, { verdict, wayBack: wayBackDigest(keys, token) });
    await ground.audit.record(sql, {
      act: 'login.card-read',
      rule: 'T-CRD-01',
      citizen: 'citizenId' in verdict ? verdict.citizenId : undefined,
      details: { login: request.loginId, door: request.door, verdict: verdict.verdict },
    });
    return { loginId: request.loginId, token, accepted: verdict.verdict === 'proven' };
  });
}
