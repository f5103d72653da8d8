import { systemRandom } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import type { CardReading } from '../card-verdict.ts';
import type { OpenLogin } from '../open-login.ts';
import { proveCard } from '../prove-card.ts';
import { recordReading, takeCardRequest } from '../read-card.ts';

export interface ReadInput {
  readonly login: OpenLogin;
  readonly ticket: string;
  readonly reading: CardReading;
  /** A way back that was given before. */
  readonly token: string;
  readonly times: number;
}

export interface ReadOnce {
  /** How many of the tries took the ticket. */
  readonly taken: number;
  /** Where each return of the browser found the login. */
  readonly steps: readonly string[];
}

/** Brings one ticket, and uses one way back, many times at once. */
const readAtOnce: Script<ReadInput, ReadOnce> = async ({ ground: seeded, input }) => {
  const ground = { ...seeded, random: systemRandom };
  const { login, ticket, reading, token, times } = input;
  const each = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: times }, work));
  const taken = await each(async () => {
    const request = await takeCardRequest(ground, 'card-tls', ticket);
    if (request !== null) await recordReading(ground, request, reading);
    return request !== null;
  });
  const steps = await each(async () => {
    const opened = await proveCard(ground, login, token);
    return opened.outcome === 'open' ? opened.login.state.step : opened.outcome;
  });
  return { taken: taken.filter(Boolean).length, steps };
};

export default readAtOnce;
