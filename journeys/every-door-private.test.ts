import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from './every-door/door.ts';
import { DOORS } from './every-door/every-door.ts';
import { type House, openHouse } from './every-door/house.ts';
import { everybody, halvesOf, type Marked, secretsOf, spellings } from './every-door/markers.ts';

/** A column and all that stands in it, bytes as the characters that they would be. */
interface Column {
  readonly name: string;
  readonly values: readonly string[];
  readonly whole: string;
}

let house: House;
let people: Marked[];
let columns: Column[];
/** Cookies and tokens that were given to somebody. */
const given = new Set<string>();

beforeAll(async () => {
  house = await openHouse();
  for (const door of DOORS) {
    const standing = await door.stand(house);
    const answer = await submit(house, door.app, standing, await standing.form());
    for (const value of standing.browser.cookies.values()) if (value.length > 20) given.add(value);
    for (const [token] of answer.body.matchAll(/[\w-]{40,}(?:\.[\w-]{20,}){0,4}/g)) given.add(token);
  }
  people = await everybody(house);
  columns = await columnsOf(house);
});
afterAll(() => house.close());

async function columnsOf({ bed }: House): Promise<Column[]> {
  const tables = await bed.database.all<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  );
  const all: Column[] = [];
  for (const { name } of tables) {
    const rows = await bed.database.all<Record<string, unknown>>(`select * from ${name}`);
    for (const column of Object.keys(rows[0] ?? {})) {
      const values = rows.map((row) => read(row[column]));
      all.push({ name: `${name}.${column}`, values, whole: values.join('\n') });
    }
  }
  return all;
}

const read = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value ?? '');

const columnsThatHold = (texts: readonly string[]): string[] =>
  columns.filter(({ whole }) => texts.some((text) => whole.includes(text))).map(({ name }) => name);

describe('after everybody has gone through every door', () => {
  it('there are people, messages, tokens and pages to look for', () => {
    expect(people.length).toBeGreaterThan(25);
    expect(people.every(({ personal }) => personal.length >= 4)).toBe(true);
    expect(given.size).toBeGreaterThan(60);
    expect(house.log.length).toBeGreaterThan(200);
    const filled = columns.filter(({ whole }) => whole !== '').map(({ name }) => name.split('.')[0]);
    expect(new Set(filled)).toEqual(new Set(columns.map(({ name }) => name.split('.')[0])));
  });

  it('T-CRY-01 T-PRV-01 promise 19 no column tells a name, a tax code, a phone, an address, a password or a token', () => {
    const { passwords } = secretsOf(house);
    for (const marker of [...people.flatMap(({ personal }) => personal), ...passwords]) {
      expect(columnsThatHold(spellings(marker)), marker).toEqual([]);
    }
    for (const token of given) expect(columnsThatHold([token, token.slice(0, 43)]), token.slice(0, 12)).toEqual([]);
  });

  it('T-CRY-01 no column tells a code or a half of one, nor could ten thousand tries tell it without the keys', () => {
    const halves = halvesOf(house);
    expect(halves.length).toBeGreaterThan(30);
    for (const digits of [...new Set([...secretsOf(house).codes, ...halves])]) {
      const word = new RegExp(`(?<![\\w.-])${digits}(?![\\w.-])`);
      expect(
        columns.filter(({ whole }) => word.test(whole)).map(({ name }) => name),
        digits,
      ).toEqual([]);
      // What a thief would try: the digits, hashed with whatever else the dump holds of the person.
      for (const { citizenId, serial } of people.slice(0, 5)) {
        for (const salt of ['', citizenId, serial ?? '']) {
          for (const text of [digits + salt, salt + digits, `${salt}:${digits}`, `${digits}:${salt}`]) {
            const digest = createHash('sha256').update(text).digest();
            expect(
              columnsThatHold([digest.toString('latin1'), digest.toString('hex'), digest.toString('base64')]),
            ).toEqual([]);
          }
        }
      }
    }
  });

  it('promise 17 the two halves of a card lie in rows of their own, sealed under keys of their own', () => {
    const halves = house.seals.filter(({ place }) => place.table === 'code_halves');
    expect(new Set(halves.map(({ purpose }) => purpose))).toEqual(new Set(['first-half', 'second-half']));
    for (const { purpose, place } of halves) expect(place.row).toMatch(new RegExp(`/${purpose}$`));
    const letters = house.seals.filter(({ place }) => place.table === 'outbox' && place.column === 'payload');
    expect(letters.some(({ purpose }) => purpose === 'first-half')).toBe(true);
  });

  it('T-PRV-01 promise 23 no log tells any of it', () => {
    const log = house.log.join('');
    const { passwords, codes } = secretsOf(house);
    const serials = people.flatMap(({ serial }) => serial ?? []);
    for (const marker of [...people.flatMap(({ personal }) => personal), ...passwords, ...serials, ...given]) {
      expect(log.includes(marker), marker).toBe(false);
    }
    for (const digits of [...codes, ...halvesOf(house)]) {
      expect(new RegExp(`"${digits}"|[ :=]${digits}[^\\d,}]`).test(log), digits).toBe(false);
    }
    // Pages are named by their pattern: an address could hold anything.
    for (const line of house.log) expect(Object.keys(JSON.parse(line) as object)).not.toContain('url');
  });

  it('T-PRV-02 no address tells anything, but for the code and the state that the protocol puts there', () => {
    const { passwords, codes } = secretsOf(house);
    const serials = people.flatMap(({ serial }) => serial ?? []);
    const markers = [...people.flatMap(({ personal }) => personal), ...passwords, ...serials, ...given];
    const addresses = house.heard.flatMap(({ address, headers }) => [address, String(headers['location'] ?? '')]);
    const signed = /^\/oidc\/authorize\?|^http:\/\/localhost:\d+\/oidc\/authorize\?/;
    const text = addresses.filter((address) => !signed.test(address)).join('\n');
    for (const marker of markers) expect(text.includes(marker), marker).toBe(false);
    for (const code of codes) expect(new RegExp(`(?<!\\w)${code}(?!\\w)`).test(text), code).toBe(false);
    const parameters = new Set(
      addresses
        .filter((address) => !signed.test(address))
        .flatMap((address) => [...new URL(address, 'http://localhost').searchParams.keys()]),
    );
    expect([...parameters].sort()).toEqual(['code', 'error', 'error_description', 'esito', 'iss', 'state'].sort());
  });

  it('T-PRV-03 no page loads anything from elsewhere, and no form but the protocol’s goes elsewhere', () => {
    const pages = house.heard.filter(({ headers }) => String(headers['content-type']).startsWith('text/html'));
    expect(pages.length).toBeGreaterThan(100);
    for (const { address, body } of pages) {
      const loaded = [
        ...body.matchAll(
          /<(?:script|img|source|iframe|embed|object|video|audio|use)\b[^>]*?\b(?:src|data|href)="([^"]*)"/g,
        ),
      ];
      const linked = [...body.matchAll(/<link\b[^>]*?\bhref="([^"]*)"/g)];
      for (const [, url = ''] of [...loaded, ...linked]) expect(url, address).toMatch(/^(\/(?!\/)|data:|#)/);
      for (const [, url = ''] of body.matchAll(/<form\b[^>]*?\baction="([^"]*)"/g))
        expect(url, address).toMatch(/^\/(?!\/)/);
      expect(body, address).not.toMatch(/<base\b|<meta[^>]+http-equiv|url\(|@import/);
    }
  });
});

describe('what is sealed', () => {
  const nameOf = ({ place }: House['seals'][number]) => [place.table, place.column, place.row, place.version].join(' ');

  it('T-CRY-02 promise 19 names a place that is its alone: nothing can be moved, swapped or put back', () => {
    const places = house.seals.map(nameOf);
    expect(places.length).toBeGreaterThan(200);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  it('T-CRY-02 stands in the very table and column that it names', () => {
    const kinds = Map.groupBy(house.seals, ({ place }) => `${place.table}.${place.column}`);
    expect([...kinds.keys()].sort()).toEqual([
      'activation_sign_ins.memory',
      'activations.memory',
      'citizens.identity',
      'code_halves.sealed',
      'contacts.address',
      'logins.answer',
      'oidc_authorizations.released',
      'oidc_transaction_log.sealed',
      'outbox.payload',
    ]);
    for (const [name, seals] of kinds) {
      const values = new Set(columns.find((column) => column.name === name)?.values);
      // What a later version has replaced, or what was used up, is gone.
      expect(seals.filter(({ bytes }) => values.has(read(bytes))).length, name).toBeGreaterThan(0);
      const others = columns.filter((column) => column.name !== name);
      for (const { bytes } of seals) {
        expect(others.filter(({ whole }) => whole.includes(read(bytes))).map((column) => column.name)).toEqual([]);
      }
    }
  });

  it('T-CRY-02 opens in no other place: other row, other column, other version, other purpose', async () => {
    const { keys } = house.bed;
    for (const [kind, seals] of Map.groupBy(house.seals, ({ place }) => `${place.table}.${place.column}`)) {
      const [one, other] = [seals[0], seals.at(-1)];
      if (one === undefined || other === undefined || one === other) throw new Error(`only one ${kind}`);
      const { purpose, place, bytes } = one;
      await expect(keys.open(purpose, bytes, place), kind).resolves.toBeInstanceOf(Uint8Array);
      for (const elsewhere of [
        other.place,
        { ...place, row: other.place.row },
        { ...place, version: place.version + 1 },
        { ...place, column: 'other' },
        { ...place, table: 'other' },
      ]) {
        await expect(keys.open(purpose, bytes, elsewhere), kind).rejects.toThrow();
      }
      const foreign = purpose === 'identity' ? 'contact' : 'identity';
      await expect(keys.open(foreign, bytes, place), kind).rejects.toThrow();
    }
  });
});
