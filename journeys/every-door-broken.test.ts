import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PARTS, type Part } from './every-door/breakable-ground.ts';
import { encoded, nameOf, passes, send, submit } from './every-door/door.ts';
import { changedTables, dumpOf } from './every-door/dump.ts';
import { DOORS } from './every-door/every-door.ts';
import { type House, openHouse } from './every-door/house.ts';
import { givePassword, hiddenAt, stepOf, toCredentials } from './every-door/idp-doors.ts';

let house: House;
/** Which part each door was seen to need. */
const needed = new Map<string, Set<Part>>();
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => {
  house.breakable.broken = null;
  expect(house.bugs.splice(0)).toEqual([]);
});

/** A guess is counted before it is compared: when the machine breaks in between, the count stays, with its event (promise 2). */
const COUNTED = ['audit_event', 'audit_lane'];

const doors = DOORS.map((door) => [nameOf(door), door] as const);

describe('a door whose machinery is broken', () => {
  it.each(doors)(
    'promise 32 promise 21 T-CRY-05 T-CRY-08 %s lets nobody through, and nothing is lost',
    async (name, door) => {
      const { bed, breakable, sent } = house;
      for (const part of PARTS) {
        const standing = await door.stand(house);
        const form = await standing.form();
        const [before, sentBefore] = [await dumpOf(bed.database), sent.length];
        breakable.broken = part;
        breakable.missed = 0;
        const answer = await send(house, door.app, standing, { payload: encoded(form) });
        breakable.broken = null;
        if (breakable.missed === 0) continue;

        needed.set(name, (needed.get(name) ?? new Set()).add(part));
        const said = `without ${part}: ${answer.statusCode} ${answer.headers['location'] ?? ''}`;
        expect(answer.statusCode, said).toBe(503);
        expect(answer.headers['retry-after'], said).toMatch(/^\d+$/);
        // Nobody is let in by a cookie either: at most a browser is named, or a session forgotten.
        const given = answer.cookies.filter(({ name, value }) => value !== '' && !name.endsWith('-browser'));
        expect(given, said).toEqual([]);
        const changed = changedTables(before, await dumpOf(bed.database));
        expect(
          changed.filter((table) => ![...(door.counts ?? []), ...(door.counts ? COUNTED : [])].includes(table)),
          said,
        ).toEqual([]);
        expect(sent.length, said).toBe(sentBefore);
        // The machine is whole again: a fresh form of the same page passes.
        expect(passes(door, await submit(house, door.app, standing, await standing.form())), said).toBe(true);
      }
    },
  );

  it('T-ACT-10 every door was tried without what it needs', () => {
    const doorsWithout = (part: Part) =>
      DOORS.filter(({ app }) => app !== 'service')
        .map(nameOf)
        .filter((name) => needed.get(name)?.has(part) !== true);
    expect(doorsWithout('database')).toEqual([]);
    expect(doorsWithout('keys')).toEqual([]);
    // The way to the provider, which writes down what comes of it; more time for a page, and what has become of a token:
    // nothing that anybody could dispute later.
    expect(doorsWithout('audit')).toEqual([
      'portal POST /attivazione/carta',
      'portal POST /attivazione/altro-tempo',
      'portal POST /recupera-password/altro-tempo',
      'idp POST /oidc/introspect',
    ]);
    expect(DOORS.map(nameOf).filter((name) => needed.get(name)?.has('robot-spending'))).toEqual([
      'portal POST /attivazione',
      'portal POST /recupera-password',
    ]);
  });
});

describe('a disk that is full', () => {
  const pragma = async (words: string) =>
    Object.values((await house.bed.database.first<Record<string, number>>(`pragma ${words}`)) ?? {})[0];

  it('T-INF-05 is a 503 with Retry-After, leaves nothing by halves, and is forgotten when there is room', async () => {
    const guest = await toCredentials(house);
    await pragma(`max_page_count = ${await pragma('page_count')}`);
    const answers = [];
    let before = await dumpOf(house.bed.database);
    for (let i = 0; i < 500 && answers.at(-1)?.statusCode !== 503; i++) {
      before = await dumpOf(house.bed.database);
      const typed = { username: `nessuno.${i}@posta.example`, password: 'Sbagliata-9-xx' };
      const fields = { ...(await hiddenAt(guest, 'credentials')), ...typed };
      answers.push(await guest.browser.post(`${guest.login}/credentials`, fields));
    }
    const refused = answers.at(-1);
    expect([refused?.statusCode, refused?.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    // At most the count of a guess, which is committed before the guess is compared (promise 2).
    const changed = changedTables(before, await dumpOf(house.bed.database));
    expect(changed.filter((table) => table !== 'password_failures' && !COUNTED.includes(table))).toEqual([]);
    await pragma('max_page_count = 1000000');
    await givePassword(guest);
    expect(await stepOf(guest)).toBe('code');
  });
});
