import { fromHex, hex, utf8 } from '@tessera/base';
import { readNis, triesLeft, verifyPin } from '@tessera/card-client';
import { TEST_PIN } from '@tessera/chip/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CardLost } from './powered-chip.ts';
import { openTestWallet, type TestWallet } from './testing/open-wallet.ts';
import { READER_NAME, walletReader } from './wallet-reader.ts';

const [ONE, TWO] = ['CA00000AA', 'CA00000BB'];
const WRONG = '00000000';
const SELECT = fromHex('00A4040C06A00000000039');

let bed: TestWallet;
beforeEach(async () => {
  bed = await openTestWallet();
});
afterEach(() => bed.close());

const places = async () => (await bed.wallet.cards()).map(({ place }) => place);

describe('the wallet', () => {
  it('has room for one card on the reader, and for two when somebody puts them there', async () => {
    await bed.newCard(ONE);
    await bed.newCard(TWO);
    expect(await places()).toEqual(['drawer', 'drawer']);
    await bed.wallet.place(ONE, 'reader');
    await bed.wallet.place(TWO, 'reader');
    expect(await places()).toEqual(['drawer', 'reader']);
    await bed.wallet.place(ONE, 'reader', { beside: true });
    expect(await places()).toEqual(['reader', 'reader']);
    await bed.wallet.place(ONE, 'phone:1');
    expect(await places()).toEqual(['phone:1', 'reader']);
    expect(await bed.wallet.place('CZ99999ZZ', 'reader')).toBe('no-such-card');
  });

  it('promise 8 a wrong PIN is on the disk before its answer is heard, and a new process knows it', async () => {
    const terminal = await bed.newCard(ONE);
    const channel = await bed.channel(bed.wallet.contact(ONE, 'sandbox'), terminal);
    expect(await verifyPin(channel, utf8(WRONG))).toEqual({ outcome: 'wrong', triesLeft: 2 });
    const later = await bed.channel(bed.anotherWallet().contact(ONE, 'sandbox'), terminal);
    expect(await triesLeft(later, 'pin')).toBe(2);
    expect(await verifyPin(later, utf8(TEST_PIN))).toEqual({ outcome: 'right' });
    expect(await bed.wallet.find(ONE)).toMatchObject({ pinTriesLeft: 3, pukTriesLeft: 10 });
  });

  it('a card that is made again takes the place of the first, where that lies', async () => {
    await bed.newCard(ONE);
    await bed.wallet.place(ONE, 'reader');
    await bed.newCard(ONE, { nis: '999999999999' });
    expect(await readNis(bed.wallet.contact(ONE, 'sandbox'))).toBe('999999999999');
    expect(await places()).toEqual(['reader']);
  });

  it('a card that is moved loses its power: channel and verified PIN are gone, and who held it is told', async () => {
    const terminal = await bed.newCard(ONE);
    const held = bed.wallet.contact(ONE, 'reader');
    const channel = await bed.channel(held, terminal);
    expect(await verifyPin(channel, utf8(TEST_PIN))).toEqual({ outcome: 'right' });
    await bed.wallet.place(ONE, 'reader');
    await expect(held.transmit(SELECT)).rejects.toBeInstanceOf(CardLost);
    const secured = await bed.wallet.contact(ONE, 'reader').transmit(fromHex('0c2000810d8e08000000000000000000'));
    expect(hex(secured)).not.toBe('9000');
  });
});

describe('physical manners', () => {
  it('a tag lost at the n-th command never gets it: it costs no try', async () => {
    const terminal = await bed.newCard(ONE);
    await bed.wallet.place(ONE, 'reader');
    const channel = await bed.channel(bed.wallet.contact(ONE, 'reader'), terminal);
    // The first asks how many tries are left, the second is the guess.
    bed.faults.add('tag-lost', ONE, null, 2);
    await expect(verifyPin(channel, utf8(WRONG))).rejects.toMatchObject({ fault: 'card-lost', tryUsed: 'perhaps' });
    expect(await bed.wallet.find(ONE)).toMatchObject({ place: 'drawer', pinTriesLeft: 3 });
    expect(bed.faults.list()).toEqual([]);
  });

  it('a tag is lost after n ms, at the first command then', async () => {
    await bed.newCard(ONE);
    bed.faults.add('tag-lost', null, 500);
    bed.pass(499);
    expect(hex(await bed.wallet.contact(ONE, 'sandbox').transmit(SELECT))).toBe('9000');
    bed.pass(1);
    await expect(bed.wallet.contact(ONE, 'sandbox').transmit(SELECT)).rejects.toBeInstanceOf(CardLost);
  });

  it('power cut in the middle of a guess has spent the try; the card starts anew from the disk', async () => {
    const terminal = await bed.newCard(ONE);
    const contact = bed.wallet.contact(ONE, 'reader');
    const channel = await bed.channel(contact, terminal);
    bed.faults.add('power-torn', ONE, null, 2);
    await expect(verifyPin(channel, utf8(TEST_PIN))).rejects.toMatchObject({ tryUsed: 'perhaps' });
    expect(await bed.wallet.find(ONE)).toMatchObject({ pinTriesLeft: 2 });
    const again = await bed.channel(contact, terminal);
    expect(await triesLeft(again, 'pin')).toBe(2);
  });

  it('strikes only its card, and a slow one is only slow', async () => {
    await bed.newCard(ONE);
    await bed.newCard(TWO);
    bed.faults.add('tag-lost', TWO, null, 1);
    bed.faults.add('card-slow', ONE, 1);
    expect(hex(await bed.wallet.contact(ONE, 'sandbox').transmit(SELECT))).toBe('9000');
    await expect(bed.wallet.contact(TWO, 'sandbox').transmit(SELECT)).rejects.toBeInstanceOf(CardLost);
  });

  it('many commands at once are answered one after the other, as sent', async () => {
    await bed.newCard(ONE);
    const contact = bed.wallet.contact(ONE, 'sandbox');
    const answers = await Promise.all([SELECT, fromHex('00B081000C'), fromHex('00A4040C01FF')].map(contact.transmit));
    expect(answers.map((answer) => hex(answer).slice(-4))).toEqual(['9000', '9000', '6a82']);
  });
});

describe('the reader', () => {
  it('shows the card that lies on it, none when two do, and is gone when it is unplugged', async () => {
    const reader = walletReader(bed.wallet, bed.faults);
    await bed.newCard(ONE);
    await bed.newCard(TWO);
    let changes = 0;
    const stop = reader.watch(() => changes++);
    expect(await reader.list()).toEqual([{ name: READER_NAME, atr: null }]);
    await bed.wallet.place(ONE, 'reader');
    expect(changes).toBe(1);
    const [shown] = await reader.list();
    expect(hex(shown?.atr ?? new Uint8Array()).slice(0, 2)).toBe('3b');
    const card = await reader.connect(READER_NAME);
    expect(card.atr).toEqual(shown?.atr);
    expect(await readNis(card)).toBe('123456789012');

    await bed.wallet.place(TWO, 'reader', { beside: true });
    expect(await reader.list()).toEqual([{ name: READER_NAME, atr: null }]);
    await expect(reader.connect(READER_NAME)).rejects.toMatchObject({ fault: 'card-lost' });

    const { id } = bed.faults.add('reader-gone', null, null);
    expect(await reader.list()).toEqual([]);
    await expect(card.transmit(SELECT)).rejects.toMatchObject({ fault: 'card-lost' });
    bed.faults.remove(id);
    expect(await reader.list()).toHaveLength(1);
    expect(changes).toBe(4);
    stop();
    await card.close();
    await expect(card.transmit(SELECT)).rejects.toMatchObject({ fault: 'card-lost' });
  });

  it('a card taken away in between is lost, and power on and off ends what was verified', async () => {
    const reader = walletReader(bed.wallet, bed.faults);
    await bed.newCard(ONE);
    await bed.wallet.place(ONE, 'reader');
    const card = await reader.connect(READER_NAME);
    await card.reset();
    await bed.wallet.place(ONE, 'drawer');
    await expect(card.transmit(SELECT)).rejects.toBeInstanceOf(CardLost);
    await expect(card.reset()).rejects.toMatchObject({ fault: 'card-lost' });
    await card.close();
  });
});
