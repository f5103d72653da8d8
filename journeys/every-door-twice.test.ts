import { HOUR } from '@tessera/base';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Door, encoded, type Fields, nameOf, passes, type Standing, send } from './every-door/door.ts';
import { type Dump, dumpOf, growth } from './every-door/dump.ts';
import { DOORS } from './every-door/every-door.ts';
import { type House, openHouse } from './every-door/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => expect(house.bugs.splice(0)).toEqual([]));

interface Effect {
  /** Rows gained or lost, by table; not those of the audit trail, which holds what was refused too. */
  readonly rows: Record<string, number>;
  readonly sent: number;
}

/** What a door does when its form is sent as `sending` says. */
async function effectOf(door: Door, sending: (standing: Standing, form: Fields) => Promise<LightMyRequestResponse[]>) {
  const { bed, sent } = house;
  const standing = await door.stand(house);
  const form = await standing.form();
  const [before, sentBefore]: [Dump, number] = [await dumpOf(bed.database), sent.length];
  const answers = await sending(standing, form);
  const { audit_event: _events, ...rows } = growth(before, await dumpOf(bed.database));
  return { answers, effect: { rows, sent: sent.length - sentBefore } satisfies Effect };
}

/** UserInfo changes nothing: it is read as often as the service asks, and each reading is written down. */
const doors = DOORS.filter(({ url }) => url !== '/oidc/userinfo').map((door) => [nameOf(door), door] as const);
const said = ({ statusCode, headers }: LightMyRequestResponse) => `${statusCode} ${headers['location'] ?? ''}`;

const post = (door: Door, standing: Standing, form: Fields) =>
  send(house, door.app, standing, { payload: encoded(form) });

describe('a form that comes twice', () => {
  it.each(doors)('T-INF-08 promise 29 %s has one effect, at once and a second later', async (_name, door) => {
    const once = await effectOf(door, async (standing, form) => [await post(door, standing, form)]);
    const thrice = await effectOf(door, async (standing, form) => {
      // The same bytes with the same cookies: a double click, or a proxy that lost the first answer.
      const together = await Promise.all([post(door, standing, form), post(door, standing, form)]);
      house.bed.clock.advance(1_000);
      return [...together, await post(door, standing, form)];
    });
    expect(thrice.effect).toEqual(once.effect);
    const others = thrice.answers.filter((answer) => !passes(door, answer));
    expect(others.length, thrice.answers.map(said).join(' | ')).toBeLessThan(3);
    for (const answer of others) expect(door.again?.test(said(answer)), said(answer)).toBe(true);
  });

  it.each(doors)(
    'T-INF-03 promise 29 %s has one effect when it is sent again after a commit whose answer was lost',
    async (_name, door) => {
      const { bed, breakable } = house;
      // One address may answer five plain questions in an hour.
      bed.clock.advance(HOUR);
      const passed = () =>
        effectOf(door, async (standing, form) => {
          breakable.committed = 0;
          return [await post(door, standing, form)];
        });
      // The first one sweeps up what is past, by the way.
      await passed();
      const once = await passed();
      const commits = breakable.committed;
      for (let lost = 1; lost <= commits; lost++) {
        const again = await effectOf(door, async (standing, form) => {
          Object.assign(breakable, { committed: 0, answerLostAfter: lost });
          const unknown = await post(door, standing, form);
          breakable.answerLostAfter = null;
          return [unknown, await post(door, standing, form)];
        });
        const [unknown, second] = again.answers;
        expect([unknown?.statusCode, unknown?.headers['retry-after']], `commit ${lost}`).toEqual([
          503,
          expect.any(String),
        ]);
        expect(again.effect, `commit ${lost} of ${commits}`).toEqual(once.effect);
        if (second !== undefined && !passes(door, second))
          expect(door.again?.test(said(second)), said(second)).toBe(true);
      }
    },
  );
});
