import type { Ground } from '@tessera/base';
import { type CardResult, findVerdict, useWayBack } from './card-request-store.ts';
import { advance, type LoginEvent } from './login.ts';
import { cardMeans } from './means.ts';
import { moveOn, type Opened, type OpenLogin, openLogin } from './open-login.ts';
import { wayBackDigest } from './read-card.ts';

/**
 * The browser comes back from a door with the token that it was given there: the login moves as the reading was judged, once.
 *
 * Another login's token, or one that was used, changes nothing (T-CRD-06). Whatever the verdict, the login's own token changes,
 * so the address in the browser's history is worth nothing.
 */
export async function proveCard(ground: Ground, login: OpenLogin, token: string): Promise<Opened> {
  const wayBack = wayBackDigest(ground.keys, token);
  const result = await findVerdict(ground.database, login.id, wayBack);
  // Perhaps the same address was here a moment ago: where the login stands now is what counts.
  if (result === null) return await openLogin(ground, { id: login.id, token: login.token, attempt: token });
  const event = eventOf(result);
  return await moveOn(ground, login, {
    to: async (sql) => ((await useWayBack(sql, wayBack, ground.clock.now())) ? advance(login.state, event) : null),
    raisedBy: token,
    event: {
      act: `login.${event.type}`,
      rule: 'IDP-22',
      citizen: 'citizenId' in result.verdict ? result.verdict.citizenId : undefined,
      details: { login: login.id, door: result.door, verdict: result.verdict.verdict },
    },
  });
}

type CardEvent = Extract<LoginEvent, { type: 'card-proven' | 'card-refused' | 'card-not-proven' }>;

function eventOf({ verdict, door }: CardResult): CardEvent {
  switch (verdict.verdict) {
    case 'proven': {
      const { citizenId, serial, at } = verdict;
      return { type: 'card-proven', proof: { citizenId, methods: [door], means: cardMeans(serial), at } };
    }
    case 'card-expired':
    case 'card-revoked':
    case 'card-of-minor':
      return { type: 'card-refused', because: verdict.verdict };
    case 'no-certificate':
    case 'not-recognised':
    case 'status-unknown':
      return { type: 'card-not-proven', trouble: verdict.verdict };
  }
}
