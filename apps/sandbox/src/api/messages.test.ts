import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
beforeAll(async () => {
  country = await temporarySandbox();
});
afterAll(() => country.close());

const call: TemporarySandbox['call'] = (...args) => country.call(...args);
const lastId = async (): Promise<number> => (await call('get /messages')).body.at(-1)?.id ?? 0;

describe('GET /messages', () => {
  it('tells kind, recipient, text, code and time, oldest first', async () => {
    const { body: person } = await call('post /scenarios/active-sms');
    const { body } = await call(`get /messages?to=${encodeURIComponent(person.phone)}`);
    expect(body).toHaveLength(1);
    expect(body[0]).toEqual({
      id: expect.any(Number),
      kind: 'sms',
      to: person.phone,
      text: expect.stringContaining(body[0].code),
      code: expect.stringMatching(/^\d{6}$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    const ids = (await call('get /messages')).body.map(({ id }: { id: number }) => id);
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => a - b));
  });

  it('finds a phone in any spelling, also with a plus that was not escaped', async () => {
    const { body: person } = await call('post /scenarios/active-sms');
    const digits = person.phone.slice(3);
    for (const to of [
      person.phone,
      encodeURIComponent(person.phone),
      digits,
      `${digits.slice(0, 3)}%20${digits.slice(3)}`,
    ]) {
      expect((await call(`get /messages?kind=sms&to=${to}`)).body, to).toHaveLength(1);
    }
  });

  it('shows letters with the address of the printed page, and nobody else’s', async () => {
    const { body: person } = await call('post /people', {});
    const to = encodeURIComponent(`${person.givenName} ${person.familyName}`);
    const { body } = await call(`get /messages?kind=letter&to=${to}&after=${(await lastId()) - 2}`);
    expect(body).toHaveLength(2);
    const pdf = await fetch(body[0].pdf);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('waits for the next one, and is answered as soon as it is there', async () => {
    const after = await lastId();
    const waiting = call(`get /messages?kind=email&after=${after}&wait=30`);
    await call('post /scenarios/active-sms');
    const { body } = await waiting;
    expect(body).toMatchObject([{ kind: 'email', subject: expect.any(String), code: expect.any(String) }]);
  });

  it('answers an empty list when nothing comes', async () => {
    expect(await call(`get /messages?to=nobody@posta.example&wait=0.05`)).toMatchObject({ status: 200, body: [] });
  });

  it.each([
    'kind=fax',
    'after=-1',
    'after=x',
    'wait=61',
    'wait=-1',
    'wait=x',
    'wait=1&wait=2',
    'colour=red',
    `to=${'x'.repeat(255)}`,
  ])('refuses the question %s', async (question) => {
    const { status, type } = await call(`get /messages?${question}`);
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')]);
  });

  it('DELETE empties the inbox, and numbers are not given again', async () => {
    const before = await lastId();
    expect((await call('delete /messages')).status).toBe(204);
    expect((await call('get /messages')).body).toEqual([]);
    await call('post /people', {});
    expect((await call('get /messages')).body[0].id).toBeGreaterThan(before);
  });
});

describe('faults', () => {
  let after: number;
  beforeEach(async () => {
    after = await lastId();
  });
  const arrived = async (to: string) => (await call(`get /messages?after=${after}&kind=sms&to=${to}`)).body.length;

  it('SMS late: the code comes when the clock has been moved', async () => {
    const { body: fault } = await call('post /faults', { kind: 'sms-late', for: 'PT5M' });
    const { body: person } = await call('post /people', {});
    await country.sandbox.ground.database.transaction((sql) =>
      country.sandbox.ground.outbox.send(sql, { kind: 'sms', to: person.phone, text: '123456 in ritardo' }),
    );
    await new Promise((done) => setTimeout(done, 200));
    expect(await arrived(person.phone)).toBe(0);
    await call('post /clock', { advance: 'PT5M' });
    expect((await call(`get /messages?after=${after}&kind=sms&to=${person.phone}&wait=10`)).body).toHaveLength(1);
    expect((await call(`delete /faults/${fault.id}`)).status).toBe(204);
  });

  it('e-mail down: the outbox keeps the message and brings it once the server is back', async () => {
    const { body: fault } = await call('post /faults', { kind: 'email-down' });
    const to = 'paziente@posta.example';
    await country.sandbox.ground.database.transaction((sql) =>
      country.sandbox.ground.outbox.send(sql, { kind: 'email', to, subject: 'Prova', text: 'prima o poi' }),
    );
    await new Promise((done) => setTimeout(done, 200));
    expect((await call(`get /messages?to=${to}`)).body).toEqual([]);
    await call(`delete /faults/${fault.id}`);
    // The next try is due later on the country's clock.
    await call('post /clock', { advance: 'P1D' });
    expect((await call(`get /messages?to=${to}&wait=20`)).body).toMatchObject([{ text: 'prima o poi' }]);
  });

  it('database gone: every call that needs it says so, and everything is back afterwards', async () => {
    await call('post /faults', { kind: 'database-gone', for: 'PT1S' });
    const refused = await call('post /people', {});
    expect(refused).toMatchObject({ status: 503, body: { title: 'Try again in a moment' } });
    expect(refused.body.detail).toContain('taken away by the sandbox. GET /api/v1/faults');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await call('get /health')).status).toBe(503);
    expect((await call('get /messages')).status).toBe(200);
    await expect.poll(async () => (await call('post /people', {})).status, { timeout: 10_000 }).toBe(201);
    expect((await call('get /faults')).body).toEqual([]);
  });

  it.each([
    [{ kind: 'earthquake' }, 422],
    [{ kind: 'push-lost' }, 501],
    [{ kind: 'tag-lost', target: '+393990000001' }, 422],
    [{ kind: 'sms-lost', atApdu: 1 }, 422],
    [{ kind: 'power-torn', atApdu: 0 }, 422],
    [{ kind: '__proto__' }, 422],
    [{ kind: 'database-gone', target: '+393990000001' }, 422],
    [{ kind: 'sms-lost', target: 'nobody' }, 422],
    [{ kind: 'sms-lost', for: '5 minutes' }, 422],
    [{ kind: 'sms-lost', for: 5 }, 422],
    [{}, 422],
  ])('refuses to break %j', async (body, status) => {
    expect((await call('post /faults', body)).status).toBe(status);
  });

  it('deleting one that is not there is 404', async () => {
    expect((await call('delete /faults/fault-999')).status).toBe(404);
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
