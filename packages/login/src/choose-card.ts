import type { Ground } from '@tessera/base';
import { aimOf } from './levels.ts';
import { advance, type LoginEvent } from './login.ts';
import { moveOn, type Opened, type OpenLogin } from './open-login.ts';

/** "Entra con lettura carta": also from the computer's page, to choose again (IDP-08, IDP-16). */
export const chooseCard = (ground: Ground, login: OpenLogin): Promise<Opened> =>
  choose(ground, login, { type: 'card-chosen' });

/** "Prosegui con computer" (IDP-17). */
export const chooseComputer = (ground: Ground, login: OpenLogin): Promise<Opened> =>
  choose(ground, login, { type: 'computer-chosen' });

/** "Torna a Livello 2" (IDP-18). Changes nothing where the service takes level 3 alone (promise 11). */
export async function choosePassword(ground: Ground, login: OpenLogin): Promise<Opened> {
  const aim = aimOf(login.request);
  return aim === null ? { outcome: 'open', login } : await choose(ground, login, { type: 'password-chosen', aim });
}

const choose = (
  ground: Ground,
  login: OpenLogin,
  event: Extract<LoginEvent, { type: 'card-chosen' | 'computer-chosen' | 'password-chosen' }>,
): Promise<Opened> =>
  moveOn(ground, login, {
    to: () => advance(login.state, event),
    raisedBy: null,
    event: { act: `login.${event.type}`, rule: 'IDP-17', details: { login: login.id } },
  });
