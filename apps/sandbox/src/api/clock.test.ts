import { DAY, HOUR } from '@tessera/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
beforeAll(async () => {
  country = await temporarySandbox();
});
afterAll(() => country.close());

const call: TemporarySandbox['call'] = (...args) => country.call(...args);
const read = async () => Date.parse((await call('get /clock')).body.now);

describe('the clock', () => {
  it('moves 48 hours in one call, and with it the whole country', async () => {
    const before = await read();
    const { status, body } = await call('post /clock', { advance: 'PT48H' });
    expect([status, body.frozen]).toEqual([200, false]);
    expect(Date.parse(body.now) - before).toBeGreaterThanOrEqual(48 * HOUR);
    expect(country.sandbox.ground.clock.now() - before).toBeGreaterThanOrEqual(48 * HOUR);
  });

  it('stands still when it is frozen, may be moved there, and runs on when it is released', async () => {
    const frozen = await call('post /clock', { freeze: true });
    expect(frozen.body.frozen).toBe(true);
    const moved = await call('post /clock', { advance: 'P1D' });
    expect(Date.parse(moved.body.now) - Date.parse(frozen.body.now)).toBe(DAY);
    expect((await call('get /clock')).body).toEqual(moved.body);
    expect((await call('post /clock', { freeze: false })).body.frozen).toBe(false);
  });

  it('can be set to a moment that is not past, with any offset', async () => {
    const next = new Date((await read()) + DAY).toISOString().slice(0, 19);
    const { body } = await call('post /clock', { set: `${next}+01:00` });
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(Date.parse(`${next}+01:00`));
  });

  it('refuses to go backwards, and says what to do instead', async () => {
    const before = await read();
    const { status, body } = await call('post /clock', { set: '2020-01-01T00:00:00Z' });
    expect(status).toBe(422);
    expect(body.detail).toContain('POST /reset');
    expect(await read()).toBeGreaterThanOrEqual(before);
  });

  it.each([
    {},
    { advance: 'PT48H', freeze: true },
    { advance: '48h' },
    { advance: 48 },
    { advance: ['PT48H'] },
    { set: 'tomorrow' },
    { set: '2030-01-01' },
    { set: '2150-01-01T00:00:00Z' },
    { advance: 'P200Y' },
    { freeze: 'yes' },
    { freeze: 1 },
    { unfreeze: true },
  ])('refuses %j', async (move) => {
    const { status, type } = await call('post /clock', move);
    expect([status, type]).toEqual([422, expect.stringContaining('application/problem+json')]);
  });

  it('promise 15: each move is a recorded act', async () => {
    const page = await (await fetch(`${country.origin}/events`, { headers: { 'accept-language': 'en' } })).text();
    expect(page).toContain('Clock of the sandbox moved forward');
    expect(page).toContain('Clock of the sandbox stopped');
    expect(page).toContain('promise 15');
  });

  it('adds up moves that arrive together', async () => {
    await call('post /clock', { freeze: true });
    const before = await read();
    await Promise.all(Array.from({ length: 20 }, () => call('post /clock', { advance: 'PT1H' })));
    expect((await read()) - before).toBe(20 * HOUR);
  });
});

describe('reset', () => {
  it('brings back the first day: the same people, no messages but theirs, and the machine’s time', async () => {
    const first = (await call('get /people')).body;
    await call('post /people', {});
    const { body: owner } = await call('post /scenarios/active-sms');
    await call('post /faults', { kind: 'sms-lost' });
    expect((await call('post /reset')).status).toBe(200);
    const again = (await call('get /people')).body;
    // Children are as old as they were on the first day, so their birth dates follow the clock.
    const lasting = (people: { scenario: string }[]) => people.filter(({ scenario }) => !/minor|18/.test(scenario));
    expect(lasting(again)).toEqual(lasting(first));
    expect((await call(`get /messages?kind=sms&to=${owner.phone}`)).body).toEqual([]);
    expect((await call('get /faults')).body).toEqual([]);
    expect(Math.abs((await read()) - Date.now())).toBeLessThan(DAY);
    expect((await call('get /health')).body.status).toBe('ready');
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
