import { fromHex, LANGUAGES, utf8 } from '@tessera/base';
import { enrol, triesLeft, verifyPin } from '@tessera/card-client';
import { TEST_PIN } from '@tessera/chip/testing';
import { nodePrimitives } from '@tessera/readers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoggedExchange } from './apdu-log.ts';
import { explainStatus, verdictOn } from './explain-answer.ts';
import { explainCommand } from './explain-command.ts';
import { commandText, headerText, sentText } from './shown-bytes.ts';
import { openTestWallet, type TestWallet } from './testing/open-wallet.ts';
import { wordsOfCards } from './words/index.ts';

const SERIAL = 'CA00000AA';
const PIN_IN_HEX = '31 32 33 34 35 36 37 38';

let bed: TestWallet;
beforeEach(async () => {
  bed = await openTestWallet();
});
afterEach(() => bed.close());

const say = wordsOfCards('it');
const told = ({ opened }: LoggedExchange): string => (opened === null ? '' : explainCommand(say, opened));

describe('what is said to a card, in words', () => {
  it('a whole enrolment: every command has its sentence in each language, every status its meaning', async () => {
    const terminal = await bed.newCard(SERIAL);
    const card = bed.wallet.contact(SERIAL, 'reader');
    expect((await enrol(card, terminal, { pin: utf8(TEST_PIN) }, nodePrimitives())).outcome).toBe('enrolled');
    const words = bed.wallet.log.list();
    expect(words.length).toBeGreaterThan(30);
    for (const language of LANGUAGES) {
      const speak = wordsOfCards(language);
      for (const { opened } of words) {
        if (opened === null) throw new Error('a command that was not opened');
        const sentence = explainCommand(speak, opened);
        expect(sentence).not.toBe(speak('unreadable'));
        expect(sentence).not.toContain(speak('data_other'));
        expect(sentence).not.toContain(speak('file_current'));
        expect(sentence).not.toContain(speak('key_none'));
        expect(explainStatus(speak, { status: opened.answer?.status ?? null, opened })).not.toBe(speak('sw_other'));
      }
    }
    const sentences = words.map(told);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'SELECT: sceglie l’applicazione CIE, la carta d’identità',
        'READ BINARY: legge EF.ID_Servizi (il NIS), dal byte 0',
        'VERIFY senza dati: chiede quante prove restano per il PIN; non ne spende',
        'VERIFY: prova il PIN',
        'SELECT: sceglie il file EF.Cert_CIE (certificato del cittadino)',
        'INTERNAL AUTHENTICATE: la carta firma con la chiave 82, quella del chip',
        'EXTERNAL AUTHENTICATE: il lettore firma quei byte e si dimostra',
      ]),
    );
  });

  it('opens what is wrapped: the clear command stands beside the bytes that went over', async () => {
    const terminal = await bed.newCard(SERIAL);
    const channel = await bed.channel(bed.wallet.contact(SERIAL, 'reader'), terminal);
    await verifyPin(channel, utf8(TEST_PIN));
    const guess = bed.wallet.log.list().at(-1);
    if (guess?.opened?.command == null) throw new Error('not opened');
    expect(guess.opened).toMatchObject({ secured: true, answer: { status: 0x9000 } });
    expect(sentText(guess.command, true)).toMatch(/^0C 20 00 81 1D 87 11 01 /);
    expect(commandText(guess.opened.command, true)).toContain(PIN_IN_HEX);
  });

  // What used to go wrong: 63C3 was never a warning, because a PIN has three tries and somebody who only asks is told 63C3 too.
  it('COD-03 a wrong code is a warning whatever is left; whoever only asked for the tries is told them', async () => {
    const terminal = await bed.newCard(SERIAL);
    const channel = await bed.channel(bed.wallet.contact(SERIAL, 'reader'), terminal);
    await triesLeft(channel, 'pin');
    for (const guess of ['00000000', '00000001', '00000002']) await verifyPin(channel, utf8(guess), 'deliberate');
    const verify = bed.wallet.log.list().flatMap(({ opened }) => (opened?.command?.ins === 0x20 ? [opened] : []));
    const told = verify.map((opened) => {
      const answered = { status: opened.answer?.status ?? null, opened };
      return `${verdictOn(answered)}: ${explainStatus(say, answered)}`;
    });
    expect(told[0]).toBe('told: restano 3 prove');
    expect(told).toContain('refused: codice sbagliato: restano 2 prove');
    expect(told).toContain('refused: codice sbagliato: resta una prova');
    expect(told.at(-1)).toMatch(/^refused: (codice sbagliato: nessuna prova resta|bloccato)/);
  });

  it.each([
    [0x9000, 'done'],
    [0x6110, 'done'],
    [0x6282, 'told'],
    [0x63c3, 'told'],
    [0x6300, 'refused'],
    [0x6982, 'refused'],
    [0x6983, 'refused'],
    [0x6a82, 'refused'],
    [null, 'refused'],
  ] as const)('status %s, to a command without a code: %s', (status, verdict) => {
    expect(verdictOn({ status, opened: null })).toBe(verdict);
  });

  it('names the four bytes that begin a command', () => {
    const command = { cla: 0x0c, ins: 0x20, p1: 0, p2: 0x81, data: new Uint8Array(), le: null };
    expect(headerText(command)).toBe('CLA 0C · INS 20 · P1 00 · P2 81');
  });

  it('T-PRV covers PIN and PUK unless they are asked for, also where they were sent in the clear', async () => {
    const terminal = await bed.newCard(SERIAL);
    const contact = bed.wallet.contact(SERIAL, 'sandbox');
    await verifyPin(await bed.channel(contact, terminal), utf8(TEST_PIN));
    await contact.transmit(fromHex(`0020008108${PIN_IN_HEX.replaceAll(' ', '')}`));
    for (const { command, opened } of bed.wallet.log.list().slice(-2)) {
      const shown = [sentText(command, false), opened?.command == null ? '' : commandText(opened.command, false)];
      expect(shown.join('\n')).not.toContain(PIN_IN_HEX);
      expect(shown.join('\n')).toContain('00 20 00 81 08 ••');
    }
  });

  it('tells of nonsense and of answers that never came', async () => {
    await bed.newCard(SERIAL);
    const contact = bed.wallet.contact(SERIAL, 'sandbox');
    await contact.transmit(fromHex('00'));
    await contact.transmit(fromHex('00FE0000'));
    bed.faults.add('tag-lost', SERIAL, null, 1);
    await expect(contact.transmit(fromHex('00A40000'))).rejects.toThrow();
    const [nonsense, unknown, lost] = bed.wallet.log.list();
    expect(nonsense?.opened && told(nonsense)).toBe(say('unreadable'));
    expect(unknown?.opened && told(unknown)).toBe('Comando FE: non è tra quelli della carta');
    expect(lost).toMatchObject({ answer: null, opened: null });
    expect(explainStatus(say, { status: null, opened: null })).toBe(
      'nessuna risposta: la carta o la corrente è andata via',
    );
  });
});
