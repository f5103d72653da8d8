import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

let country: TemporarySandbox;
beforeAll(async () => {
  country = await temporarySandbox();
});
afterAll(() => country.close());

interface CardAnswer {
  readonly serial: string;
  readonly nis: string;
  readonly place: string | null;
  readonly status: string;
  readonly triesLeft: { readonly pin: number; readonly puk: number } | null;
}

const cards = async (): Promise<CardAnswer[]> => (await country.call('get /cards')).body;
const cardOf = async (serial: string) => (await cards()).find((card) => card.serial === serial);

describe('GET /cards', () => {
  it('has a card for everybody: minors, the expired and the revoked too; one that was only asked for is not made yet', async () => {
    const people = (await country.call('get /people')).body;
    const listed = await cards();
    expect(listed.map(({ serial }) => serial)).toEqual(people.map(({ card }: { card: CardAnswer }) => card.serial));
    const byScenario = new Map(people.map(({ scenario }: { scenario: string }, i: number) => [scenario, listed[i]]));
    const fresh = { place: 'drawer', triesLeft: { pin: 3, puk: 10 } };
    expect(byScenario.get('adult-ready')).toMatchObject({ ...fresh, status: 'delivered' });
    expect(byScenario.get('minor-4')).toMatchObject({ ...fresh, status: 'delivered' });
    expect(byScenario.get('card-expired')).toMatchObject({ ...fresh, status: 'expired' });
    expect(byScenario.get('card-revoked')).toMatchObject({ ...fresh, status: 'revoked' });
    expect(byScenario.get('pin-blocked')).toMatchObject({ triesLeft: { pin: 0, puk: 10 } });
    expect(byScenario.get('puk-one-left')).toMatchObject({ triesLeft: { pin: 0, puk: 1 } });
    expect(byScenario.get('adult-requested')).toMatchObject({ status: 'requested', place: null, triesLeft: null });
  });
});

describe('POST /cards/{serial}/place', () => {
  it('moves a card, and the one that lay there goes into the drawer', async () => {
    const [first, , second] = await cards();
    const place = (card: CardAnswer | undefined, body: object) =>
      country.call(`post /cards/${card?.serial}/place`, body);
    expect(await place(first, { where: 'reader' })).toMatchObject({ status: 200, body: { place: 'reader' } });
    expect(await place(second, { where: 'reader' })).toMatchObject({ status: 200, body: { place: 'reader' } });
    expect(await cardOf(first?.serial ?? '')).toMatchObject({ place: 'drawer' });
    await place(first, { where: 'reader', beside: true });
    expect((await cards()).filter((card) => card.place === 'reader')).toHaveLength(2);
    expect((await place(first, { where: 'phone:7' })).body.place).toBe('phone:7');
    for (const where of ['', 'pocket', 'phone:', 'phone:a b', 'READER'])
      expect((await place(first, { where })).status, where).toBe(422);
    expect((await country.call('post /cards/CZ99999ZZ/place', { where: 'reader' })).status).toBe(404);
  });
});

describe('POST /cards/{serial}/apdu', () => {
  it('reads the NIS as any stranger does, wherever the card lies, and the log tells what was said', async () => {
    const [card] = await cards();
    const send = async (hex: string) => (await country.call(`post /cards/${card?.serial}/apdu`, { hex })).body;
    expect(await send('00A4040C 0D A0000000308000000009816001')).toEqual({ hex: '9000', sw: '9000' });
    expect(await send('00A4040C06A00000000039')).toEqual({ hex: '9000', sw: '9000' });
    const nis = Buffer.from(card?.nis ?? '')
      .toString('hex')
      .toUpperCase();
    expect(await send('00b081000c')).toEqual({ hex: `${nis}9000`, sw: '9000' });
    expect(await send('0020008108 3132333435363738')).toEqual({ hex: '6982', sw: '6982' });
    const log = await (await fetch(`${country.origin}/wallet/log`)).text();
    expect(log).toContain('READ BINARY: legge EF.ID_Servizi (il NIS), dal byte 0');
    expect(log).not.toContain('31 32 33 34 35 36 37 38');
    expect(await (await fetch(`${country.origin}/wallet/log?codes=shown`)).text()).toContain('31 32 33 34 35 36 37 38');
  });

  it('says when no answer came, and refuses what is not hexadecimal', async () => {
    const [card] = await cards();
    const line = `post /cards/${card?.serial}/apdu`;
    expect((await country.call('post /faults', { kind: 'tag-lost', target: card?.serial, atApdu: 1 })).status).toBe(
      201,
    );
    expect((await country.call(line, { hex: '00A40000' })).status).toBe(409);
    expect((await country.call(line, { hex: '00A40000' })).status).toBe(200);
    for (const hex of ['', '0', 'zz', '00A4 000']) expect((await country.call(line, { hex })).status, hex).toBe(422);
  });

  // What used to go wrong: each look at the overview had Software CIE ask the card on the reader, which struck the faults meant for others.
  it('whether everything answers is found out without a word to the card on the reader', async () => {
    const [card] = await cards();
    await country.call(`post /cards/${card?.serial}/place`, { where: 'reader' });
    const before = country.sandbox.wallet.log.list().length;
    expect((await country.call('get /health')).body).toMatchObject({ status: 'ready' });
    expect((await fetch(country.origin)).status).toBe(200);
    expect(country.sandbox.wallet.log.list()).toHaveLength(before);
    await country.call(`post /cards/${card?.serial}/place`, { where: 'drawer' });
  });

  it('leaves no trace in what the product logs or keeps: the log lives in this process alone', async () => {
    await country.call('post /reset');
    expect(country.sandbox.wallet.log.list().every(({ via }) => via === 'sandbox')).toBe(true);
    expect(await cards()).toHaveLength(15);
    expect(country.bugs).toEqual([]);
  });
});
