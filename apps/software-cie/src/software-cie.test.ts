import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MINUTE } from '@tessera/base';
import type { Visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEST_NIS, TEST_PIN, TEST_PUK } from './testing/citizen-card.ts';
import { openTestSoftwareCie, type TestSoftwareCie } from './testing/open-software-cie.ts';
import { healthCard, isGuess, READER, silentCard } from './testing/virtual-readers.ts';
import { browserAt, signIn, wordsOf } from './testing/visits.ts';

const WRONG = '00000000';

let bed: TestSoftwareCie;
let browser: Visitor;
beforeEach(async () => {
  bed = await openTestSoftwareCie();
  browser = browserAt(bed);
});
afterEach(async () => {
  expect(bed.bugs).toEqual([]);
  await bed.close();
});

const unblock = (puk: string, next: string, more: Readonly<Record<string, string>> = {}) =>
  browser.post('/sblocca-pin', { puk, next, again: next, ...more });

describe('enrolment', () => {
  it('UNL-02 “Abbina” with eight digits, once; the folder is of nobody else and holds no digit in the clear', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await browser.get('/abbina');
    expect(wordsOf(page)).toContain('Tentativi rimasti per il PIN: 3 su 3');
    const done = await browser.follow(await browser.post('/abbina', { pin: '1234 5678' }));
    expect(wordsOf(done)).toContain('La carta è abbinata a questo computer');
    expect(wordsOf(await browser.get('/'))).toContain('Prova Finta, carta CA00000AA');

    expect((await stat(bed.folder)).mode & 0o777).toBe(0o700);
    const [file = '', ...others] = await readdir(bed.folder);
    expect(others).toEqual([]);
    expect((await stat(join(bed.folder, file))).mode & 0o777).toBe(0o600);
    const kept = JSON.parse(await readFile(join(bed.folder, file), 'utf8'));
    expect(Object.keys(kept).sort()).toEqual(['documentNumber', 'expiresAt', 'firstHalf', 'name', 'nis']);
    expect(JSON.stringify(kept)).not.toContain(TEST_PIN.slice(0, 4));
  });

  it('is undone by “Togli”', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    await browser.post('/abbina', { pin: TEST_PIN });
    await browser.get('/');
    const page = await browser.follow(await browser.post('/togli', { nis: TEST_NIS }));
    expect(wordsOf(page)).toContain('L’abbinamento è stato tolto');
    expect(await readdir(bed.folder)).toEqual([]);
  });

  it('asks the card nothing while the PIN is not eight digits', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    for (const pin of ['', '1234', '1234567x', '123456789']) {
      const page = await browser.post('/abbina', { pin });
      expect(page.statusCode).toBe(422);
      expect(wordsOf(page)).toContain('Scrivi il PIN: 8 cifre');
    }
    expect(bed.readers.heard.filter(isGuess)).toEqual([]);
  });
});

describe('PIN and PUK', () => {
  // T-CRD-12: each piece of a request is overwritten once it is read.
  it('reads a request that comes byte by byte', async () => {
    const { hostname, port, host } = new URL(bed.origin);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const answer = once(socket, 'data');
    const request = `GET /stato HTTP/1.1\r\nhost: ${host}\r\norigin: ${bed.provider.origin}\r\nconnection: close\r\n\r\n`;
    for (const byte of request) {
      socket.write(byte);
      await nextTurn();
    }
    expect(String((await answer)[0])).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  it('UNL-04 changes the PIN against the old one; a paired card stays paired', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    await browser.post('/abbina', { pin: TEST_PIN });
    const typed = { pin: TEST_PIN, next: '55556666' };
    expect(wordsOf(await browser.post('/cambia-pin', { ...typed, again: '55556667' }))).toContain('non sono uguali');
    expect(wordsOf(await browser.post('/cambia-pin', { ...typed, next: TEST_PIN, again: TEST_PIN }))).toContain(
      'deve essere diverso',
    );
    const done = await browser.follow(await browser.post('/cambia-pin', { ...typed, again: '55556666' }));
    expect(wordsOf(done)).toContain('Il PIN è cambiato');
    expect((await signIn(bed, browser, '6666')).statusCode).toBe(303);
  });

  it('UNL-03, UNL-05, T-CRD-09 three wrong PINs, each counted aloud, the last one wanted; then the PUK, and in', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    expect(wordsOf(await browser.post('/abbina', { pin: WRONG }))).toContain('PIN sbagliato. Rimangono 2 tentativi.');
    const last = await browser.post('/abbina', { pin: WRONG });
    expect(wordsOf(last)).toContain('PIN sbagliato. Rimane 1 tentativo.');
    expect(wordsOf(last)).toContain('il PIN si blocca');

    const asked = await browser.post('/abbina', { pin: TEST_PIN });
    expect(wordsOf(asked)).toContain('devi prima confermare');
    expect(bed.citizen.triesLeft('pin')).toBe(1);

    const blocked = await browser.post('/abbina', { pin: WRONG, deliberate: 'on' });
    expect(wordsOf(blocked)).toContain('Il PIN è bloccato');
    expect(bed.citizen.triesLeft('pin')).toBe(0);
    const diagnosis = wordsOf(await browser.get('/diagnosi'));
    expect(diagnosis).toContain('Il PIN è bloccato');
    // It used to say as well that one can enter all the same.
    expect(diagnosis).not.toContain('Puoi entrare lo stesso');

    await browser.get('/sblocca-pin');
    expect(wordsOf(await browser.follow(await unblock(TEST_PUK, '55556666')))).toContain('Il PIN è sbloccato');
    expect((await signIn(bed, browser, '55556666')).statusCode).toBe(303);
  });

  it('T-CRD-11 PUK: warned from three left, a typed word at the last, and the end by its name', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/sblocca-pin');
    for (let left = 9; left >= 3; left--)
      expect(wordsOf(await unblock(WRONG, '55556666'))).toContain(`Rimangono ${left} tentativi`);
    const warned = await browser.get('/sblocca-pin');
    expect(wordsOf(warned)).toContain('la carta si chiude per sempre');
    expect(wordsOf(await unblock(WRONG, '55556666'))).toContain('devi prima confermare');
    expect(bed.citizen.triesLeft('puk')).toBe(3);
    for (const left of [2, 1]) {
      await unblock(WRONG, '55556666', { deliberate: 'on' });
      expect(bed.citizen.triesLeft('puk')).toBe(left);
    }
    // The tick of the page before does not reach to the last try.
    expect(wordsOf(await unblock(WRONG, '55556666', { deliberate: 'on' }))).toContain('scrivi la parola ULTIMO');
    expect(wordsOf(await unblock(WRONG, '55556666', { word: 'ULTIM' }))).toContain('scrivi la parola ULTIMO');
    expect(bed.citizen.triesLeft('puk')).toBe(1);
    const closed = await unblock(WRONG, '55556666', { word: 'ultimo' });
    expect(wordsOf(closed)).toContain('La carta è chiusa per sempre');
    expect(wordsOf(closed)).toContain('Rivolgiti al tuo Comune');
    expect(wordsOf(await browser.get('/sblocca-pin'))).not.toContain('PUK di 8 cifre');
  });

  it('T-CRD-10 tag lost before the guess costs no try, and the page says so; after it, perhaps one', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    bed.readers.loseCardWhen((command) => (command[1] === 0x2a ? 'before' : null));
    const free = await browser.follow(await browser.post('/abbina', { pin: TEST_PIN }));
    expect(wordsOf(free)).toContain('nessun tentativo è stato usato');
    expect(bed.citizen.triesLeft('pin')).toBe(3);

    bed.readers.loseCardWhen((command) => (isGuess(command) ? 'after' : null));
    const perhaps = await browser.follow(await browser.post('/abbina', { pin: WRONG }));
    expect(wordsOf(perhaps)).toContain('un tentativo può essere stato usato');
    // Asked anew, never supposed.
    expect(wordsOf(perhaps)).toContain('Tentativi rimasti per il PIN: 2 su 3');
    expect(bed.citizen.triesLeft('pin')).toBe(2);
  });

  it('T-CRD-10 says so in every language and however often the page is opened, until the next try', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/cambia-pin');
    bed.readers.loseCardWhen((command) => (isGuess(command) ? 'after' : null));
    const typed = { pin: WRONG, next: '55556666', again: '55556666' };
    const lost = await browser.post('/cambia-pin', typed);
    bed.readers.loseCardWhen(null);
    for (const _ of ['the card is back', 'opened once more']) {
      const page = await browser.follow(lost);
      expect(wordsOf(page)).toContain('Può valere già il nuovo PIN o ancora quello di prima');
      expect(page.body).toContain(`back=${encodeURIComponent(String(lost.headers['location']))}`);
    }
    const next = wordsOf(await browser.post('/cambia-pin', typed));
    expect(next).toContain('PIN sbagliato');
    expect(next).not.toContain('Può valere già il nuovo PIN');
  });

  it('T-CRD-09 never tries a PIN twice', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    for (const loss of ['before', 'after'] as const) {
      bed.readers.heard.length = 0;
      bed.readers.loseCardWhen((command) => (isGuess(command) ? loss : null));
      await browser.post('/abbina', { pin: TEST_PIN });
      expect(bed.readers.heard.filter(isGuess).length).toBe(loss === 'before' ? 0 : 1);
    }
  });
});

describe('diagnosis', () => {
  it('C-15 names each thing that can be wrong, and what to do', async () => {
    const said = async () => wordsOf(await browser.get('/diagnosi'));
    bed.readers.breakDown('no-module');
    expect(await said()).toContain('Manca il collegamento ai lettori');
    bed.readers.breakDown('no-service');
    expect(await said()).toContain('installa e avvia pcscd');
    bed.readers.breakDown(null);
    bed.readers.unplug(READER);
    expect(await said()).toContain('Nessun lettore collegato');
    bed.readers.plug(READER);
    expect(await said()).toContain('Nessuna carta sul lettore');
    bed.readers.place(silentCard);
    expect(await said()).toContain('Forse è di traverso');
    bed.readers.place(healthCard);
    expect(await said()).toContain('Questa non è una carta d’identità elettronica');
    bed.readers.place(bed.citizen.card);
    expect(await said()).toContain('non è abbinata a questo computer');
    bed.readers.plug('Secondo lettore');
    bed.readers.place(bed.citizen.card, 'Secondo lettore');
    expect(await said()).toContain('Ci sono più carte d’identità');
    bed.readers.unplug('Secondo lettore');
    bed.clock.advance(10 * MINUTE);
    expect(await said()).toContain('L’orologio del computer è sbagliato');
    bed.provider.silence(true);
    expect(await said()).toContain('Il fornitore di identità non risponde');
    expect(bed.citizen.triesLeft('pin')).toBe(3);
  });
});
