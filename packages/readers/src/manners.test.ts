import { hex, utf8 } from '@tessera/base';
import { CardError, certifiedTerminal, openChannel, readNis, verifyPin } from '@tessera/card-client';
import { atrOf, type Card, createCard } from '@tessera/chip';
import { drawTestCard, TEST_PIN } from '@tessera/chip/testing';
import { describe, expect, it } from 'vitest';
import { CardTakenAway, type Manners, nodePrimitives, strangerCard, virtualReaders, withManners } from './index.ts';

const primitives = nodePrimitives();
const made = drawTestCard();
const terminal = certifiedTerminal(made.reader, made.reader.certificate);
const SELECT_ROOT = Uint8Array.of(0x00, 0xa4, 0x00, 0x00);

function cardWithTries() {
  let { codes } = made.card;
  const memory = {
    save: async (next: typeof codes) => {
      codes = next;
    },
  };
  return { card: createCard(made.card, { primitives, memory }), tries: () => codes.get(0x81)?.triesLeft };
}

/** Opens the channel and offers a wrong PIN; how many commands that took, or what went wrong. */
async function wrongPin(card: Card): Promise<unknown> {
  const channel = await openChannel(card, terminal, primitives);
  return verifyPin(channel, utf8('00000000'));
}

async function commandsOf(act: (card: Card) => Promise<unknown>): Promise<number> {
  const { card } = cardWithTries();
  let commands = 0;
  await act({
    ...card,
    transmit: (command) => {
      commands += 1;
      return card.transmit(command);
    },
  });
  return commands;
}

describe('a card in an unsteady hand', () => {
  it('is lost at the n-th command, which it never hears', async () => {
    const { card, tries } = cardWithTries();
    const last = await commandsOf(wrongPin);
    await expect(wrongPin(withManners(card, { lostAtCommand: last }))).rejects.toMatchObject({
      fault: 'card-lost',
      tryUsed: 'perhaps',
    });
    expect(tries()).toBe(3);
  });

  it('is torn out of the power at the n-th command: the try is gone, and nobody heard the answer', async () => {
    const { card, tries } = cardWithTries();
    const last = await commandsOf(wrongPin);
    await expect(wrongPin(withManners(card, { tornAtCommand: last }))).rejects.toMatchObject({ tryUsed: 'perhaps' });
    expect(tries()).toBe(2);
    // Laid down again it has neither channel nor verified PIN, and counts on from there.
    expect(await wrongPin(withManners(card, {}))).toEqual({ outcome: 'wrong', triesLeft: 1 });
  });

  it('is lost after so many milliseconds, and stays away', async () => {
    const card = withManners(cardWithTries().card, { lostAfterMs: 5, slowMs: 20 });
    await expect(card.transmit(SELECT_ROOT)).rejects.toThrow(CardTakenAway);
    await expect(card.transmit(SELECT_ROOT)).rejects.toThrow(CardTakenAway);
  });

  it.each<Manners>([{}, { slowMs: 1 }, { lostAtCommand: 10_000 }, { tornAtCommand: 10_000, lostAfterMs: 60_000 }])(
    'answers as ever while nothing happens: %o',
    async (manners) => {
      const card = withManners(cardWithTries().card, manners);
      expect(await readNis(card)).toBe('123456789012');
      expect(card.atr).toEqual(atrOf('gemalto'));
    },
  );
});

describe('readers in this process', () => {
  it('list what lies on them, call back, and power a card on anew each time', async () => {
    const readers = virtualReaders('desk', 'shelf');
    let changes = 0;
    const stop = readers.watch(() => void changes++);
    expect(await readers.list()).toEqual([
      { name: 'desk', atr: null },
      { name: 'shelf', atr: null },
    ]);
    await expect(readers.connect('desk')).rejects.toMatchObject({ fault: 'card-lost' });

    readers.lay('desk', cardWithTries().card);
    expect(await readers.list()).toMatchObject([{ atr: atrOf('gemalto') }, { atr: null }]);
    const connected = await readers.connect('desk');
    const channel = await openChannel(connected, terminal, primitives);
    expect(await verifyPin(channel, utf8(TEST_PIN))).toEqual({ outcome: 'right' });
    await connected.close();
    await expect(connected.transmit(SELECT_ROOT)).rejects.toThrow(CardError);

    const again = await readers.connect('desk');
    readers.lay('desk');
    await expect(again.transmit(SELECT_ROOT)).rejects.toMatchObject({ fault: 'card-lost' });
    await again.close();
    stop();
    readers.lay('shelf', cardWithTries().card);
    expect(changes).toBe(2);
    expect(() => readers.lay('roof')).toThrow(RangeError);
  });

  it('see neither of two cards that lie on one at once', async () => {
    const readers = virtualReaders('desk');
    readers.lay('desk', cardWithTries().card, cardWithTries().card);
    expect(await readers.list()).toEqual([{ name: 'desk', atr: null }]);
    await expect(readers.connect('desk')).rejects.toMatchObject({ fault: 'card-lost' });
  });

  it('see a card of the wrong family, which the client knows for one', async () => {
    const readers = virtualReaders('desk');
    readers.lay('desk', strangerCard());
    const [reader] = await readers.list();
    expect(hex(reader?.atr ?? new Uint8Array())).toBe('3b80800101');
    await expect(readNis(await readers.connect('desk'))).rejects.toMatchObject({ fault: 'not-an-identity-card' });
  });
});
