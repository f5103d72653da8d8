import { HOSTILE_TEXTS, hostileBodies, MARK } from '@tessera/web/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Door, encoded, type Fields, nameOf, passes, send, submit } from './every-door/door.ts';
import { changedTables, dumpOf } from './every-door/dump.ts';
import { DOORS } from './every-door/every-door.ts';
import { type House, openHouse } from './every-door/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
afterEach(() => {
  expect(house.bugs.splice(0)).toEqual([]);
  house.heard.length = 0;
  const log = house.log.splice(0).join('');
  expect(log, 'T-PRV-01: nothing that was sent stands in the log').not.toContain(MARK);
});

/** What no answer may show: what was sent as it was sent, and where in our code it went wrong. */
const TELLTALE = /<script>alert|<svg\/onload|<img src=x|at \w+ \(|node_modules|\.tsx?:\d|SQLITE|syntax error/;

/** Said to the citizen, or by the protocol's own means to the service that asked. */
const isRefused = ({ statusCode, headers }: LightMyRequestResponse): boolean =>
  (statusCode >= 400 && statusCode < 500) ||
  /^https:\/\/sportello[^?]*\?error=/.test(String(headers['location'] ?? ''));

/** Statements that a body which is refused may cost, and characters of the answer to it. */
const WORK_MAX = 1;
const ANSWER_MAX = 32 * 1024;

const doors = DOORS.map((door) => [nameOf(door), door] as const);
/** A field that its form has: a hostile text takes the place of what is right. */
const isTyped = (door: Door) => (name: string) => name !== 'form_token' && !door.free?.includes(name);

describe('hostile texts', () => {
  it.each(doors)(
    'promise 26 T-WEB-02 T-WEB-03 T-ACT-08 %s refuses each in each field, and loses nothing',
    async (_name, door) => {
      const standing = await door.stand(house);
      const form = await standing.form();
      for (const field of Object.keys(form).filter(isTyped(door))) {
        for (const [number, text] of HOSTILE_TEXTS.entries()) {
          const apart: Fields = door.apart?.(form, number) ?? form;
          const answer = await send(house, door.app, standing, { payload: encoded({ ...apart, [field]: text }) });
          const said = `${field}: ${text.slice(0, 40)} → ${answer.statusCode}`;
          expect(isRefused(answer), said).toBe(true);
          expect(answer.body, said).not.toMatch(TELLTALE);
        }
      }
      expect(passes(door, await submit(house, door.app, standing, await standing.form()))).toBe(true);
    },
  );

  it.each(doors.filter(([, { free = [] }]) => free.length > 0))(
    'promise 26 T-WEB-03 %s bears each where anything may stand',
    async (_name, door) => {
      for (const field of door.free ?? []) {
        const standing = await door.stand(house);
        const form = await standing.form();
        for (const text of HOSTILE_TEXTS) {
          const answer = await send(house, door.app, standing, { payload: encoded({ ...form, [field]: text }) });
          expect(answer.statusCode, `${field}: ${text.slice(0, 40)}`).toBeLessThan(500);
          expect(answer.body).not.toMatch(TELLTALE);
        }
      }
    },
  );

  it.each(doors)('promise 26 %s bears a form with a field left out, or left empty', async (_name, door) => {
    const standing = await door.stand(house);
    const form = await standing.form();
    for (const field of Object.keys(form).filter((name) => name !== 'form_token')) {
      const { [field]: _left, ...rest } = form;
      for (const fields of [rest, { ...form, [field]: '' }, { ...form, [field]: ' ' }]) {
        const { statusCode } = await send(house, door.app, standing, { payload: encoded(fields) });
        expect(statusCode, field).toBeLessThan(500);
      }
    }
  });

  it.each(['portal', 'idp', 'service'] as const)('T-WEB-03 %s bears each in its addresses and queries', async (app) => {
    const { body } = await house.apps[app].inject('/');
    expect(body).toContain('<html');
    const before = await dumpOf(house.bed.database);
    for (const { url } of house.apps[app].routeList.all.filter(({ method }) => method === 'GET')) {
      for (const text of HOSTILE_TEXTS.filter(({ length }) => length < 500)) {
        const [part, query] = [
          encodeURIComponent(text),
          encoded({ a: text, [text]: 'a', ui_locales: text, back: text }),
        ];
        const path = `${url.replace(/:\w+|\*/g, part)}?${query}`;
        const answer = await house.apps[app].inject({ url: path, headers: { cookie: `a=${part}` } });
        expect(answer.statusCode, path.slice(0, 100)).toBeLessThan(500);
        expect(answer.body, path.slice(0, 100)).not.toMatch(TELLTALE);
        expect(answer.headers['owned'], path.slice(0, 100)).toBeUndefined();
      }
    }
    const begun = app === 'idp' ? ['audit_event', 'audit_lane', 'logins'] : [];
    expect(changedTables(before, await dumpOf(house.bed.database))).toEqual(begun);
  });
});

describe('hostile bodies', () => {
  // UserInfo has nothing to read in a body, and reads nothing.
  it.each(doors.filter(([, { url }]) => url !== '/oidc/userinfo'))(
    'promise 26 T-OID-20 %s refuses each, and nothing has happened',
    async (_name, door) => {
      const standing = await door.stand(house);
      const form = await standing.form();
      const token = { 'x-form-token': form['form_token'] ?? '' };
      const [before, sent] = [await dumpOf(house.bed.database), house.sent.length];
      for (const { name, type, payload } of hostileBodies(form)) {
        house.breakable.statements.length = 0;
        const answer = await send(house, door.app, standing, { type, payload, headers: token });
        const said = `${name} → ${answer.statusCode}`;
        expect([400, 401, 403, 413, 415, 422], said).toContain(answer.statusCode);
        expect(answer.body, said).not.toMatch(TELLTALE);
        expect(answer.body, said).not.toContain(MARK);
        // What it cost: no password hashed, and less asked of the database than the right form asks.
        expect(house.breakable.statements.length, `${said}: ${house.breakable.statements}`).toBeLessThanOrEqual(
          WORK_MAX,
        );
        expect(
          house.breakable.statements.filter((one) => one.startsWith('a password')),
          said,
        ).toEqual([]);
        expect(answer.body.length, said).toBeLessThan(ANSWER_MAX);
      }
      expect(changedTables(before, await dumpOf(house.bed.database))).toEqual([]);
      expect(house.sent).toHaveLength(sent);
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
      expect(passes(door, await submit(house, door.app, standing, await standing.form(), standing.headers))).toBe(true);
    },
  );
});
