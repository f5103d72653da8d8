import { MINUTE } from '@tessera/base';
import type { Visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEST_NIS, TEST_PIN, TEST_PUK } from '../testing/citizen-card.ts';
import { openTestSoftwareCie, type TestSoftwareCie } from '../testing/open-software-cie.ts';
import { isGuess } from '../testing/virtual-readers.ts';
import { browserAt, handOver, signIn, wordsOf } from '../testing/visits.ts';

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

describe('the login', () => {
  it('shows who asks before it asks for the PIN, lets the card sign, and goes where the provider says', async () => {
    bed.readers.place(bed.citizen.card);
    const challenge = await bed.provider.challenge();
    expect((await handOver(bed, browser, challenge)).headers['location']).toBe('/accesso/pin');
    const page = await browser.get('/accesso/pin');
    expect(wordsOf(page)).toContain('Servizio Comune di Borgo Lanterna');
    expect(wordsOf(page)).toContain('3 (carta e PIN)');
    // the request waits for two minutes, and the reading takes a moment.
    expect(wordsOf(page)).toMatch(/Validità della richiesta: fino alle \d{1,2}:\d{2}:\d{2}/);
    expect(wordsOf(page)).toContain('La lettura dura qualche secondo');
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${bed.provider.origin};`);
    const answer = await browser.post('/accesso/pin', { pin: TEST_PIN, pair: 'on' });
    expect(answer.headers['location']).toMatch(new RegExp(`^${bed.provider.origin}/done\\?proof=`));
    expect(bed.provider.proofs).toMatchObject([{ challenge }]);

    // Offered and accepted: from now on four digits do.
    await handOver(bed, browser, await bed.provider.challenge());
    expect(wordsOf(await browser.get('/accesso/pin'))).toContain('Ultime 4 cifre del PIN');
    expect((await browser.post('/accesso/pin', { pin: TEST_PIN.slice(4) })).statusCode).toBe(303);
    expect(bed.provider.proofs).toHaveLength(2);
  });

  it('asks an unpaired card for all eight digits, and spends nothing on four', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await signIn(bed, browser, TEST_PIN.slice(4));
    expect(page.statusCode).toBe(422);
    expect(wordsOf(page)).toContain('scrivi tutte le 8 cifre');
    expect(bed.citizen.triesLeft('pin')).toBe(3);
  });

  it('knows no request twice, none that is over, and none after a restart', async () => {
    bed.readers.place(bed.citizen.card);
    const challenge = await bed.provider.challenge();
    expect((await handOver(bed, browser, challenge)).statusCode).toBe(303);
    expect((await handOver(bed, browser, challenge)).statusCode).toBe(410);
    await browser.get('/accesso/pin');
    bed.clock.advance(3 * MINUTE);
    const over = await browser.post('/accesso/pin', { pin: TEST_PIN });
    expect(over.statusCode).toBe(410);
    // C-13: it used to lead to the provider's front page, from which no way goes on.
    expect(over.body).toContain(`href="${bed.provider.origin}/login"`);
    expect((await browser.get('/accesso/pin')).body).toContain(`href="${bed.provider.origin}/login"`);
    expect(bed.readers.heard.filter(isGuess)).toEqual([]);
    const stranger = await browserAt(bed).get('/accesso/pin');
    expect(stranger.statusCode).toBe(410);
    expect(stranger.body).toContain(`href="${bed.provider.origin}/"`);
  });

  it('refuses a challenge of another signer, audience, issuer or kind', async () => {
    const { provider } = bed;
    const forged = [
      await provider.challenge({}, { kid: 'stranger' }),
      await provider.challenge({}, { typ: 'JWT' }),
      await provider.challenge({ aud: 'other' as 'software-cie' }),
      await provider.challenge({ iss: 'https://evil.example' }),
      await provider.challenge({ level: 2 as 3 }),
      'nonsense',
      '',
    ];
    for (const challenge of forged) expect((await handOver(bed, browser, challenge)).statusCode).toBe(403);
  });

  it('says that the clock is wrong when the challenge comes from the future', async () => {
    const iat = Math.floor(bed.clock.now() / 1000) + 600;
    const page = await handOver(bed, browser, await bed.provider.challenge({ iat, exp: iat + 120 }));
    expect(wordsOf(page)).toContain('L’orologio del computer è sbagliato');
  });

  it('can be tried again when the provider did not answer, with the PIN typed again', async () => {
    bed.readers.place(bed.citizen.card);
    await handOver(bed, browser, await bed.provider.challenge());
    await browser.get('/accesso/pin');
    bed.provider.silence(true);
    const page = await browser.post('/accesso/pin', { pin: TEST_PIN });
    expect(page.statusCode).toBe(503);
    expect(wordsOf(page)).toContain('La tua carta è a posto');
    bed.provider.silence(false);
    expect((await browser.post('/accesso/pin', { pin: TEST_PIN })).statusCode).toBe(303);
  });

  it('“Annulla” goes back to the provider’s page, and the challenge is gone', async () => {
    await handOver(bed, browser, await bed.provider.challenge());
    await browser.get('/accesso/pin');
    const answer = await browser.post('/accesso/annulla');
    expect(answer.headers['location']).toBe(`${bed.provider.origin}/login`);
    expect((await browser.get('/accesso/pin')).statusCode).toBe(410);
  });

  it('never leaves for an address outside the provider', async () => {
    await handOver(bed, browser, await bed.provider.challenge({ back: 'https://evil.example/login' }));
    await browser.get('/accesso/pin');
    expect((await browser.post('/accesso/annulla')).headers['location']).toBe(`${bed.provider.origin}/`);
  });
});

describe('nobody else', () => {
  it('T-CRD-12 PIN and PUK stand in no log, no answer and no address', async () => {
    bed.readers.place(bed.citizen.card);
    await browser.get('/abbina');
    const answers = [await browser.post('/abbina', { pin: WRONG }), await browser.post('/abbina', { pin: TEST_PIN })];
    answers.push(
      await browser.post('/sblocca-pin', { puk: TEST_PUK, next: '55556666', again: '55556666' }),
      await signIn(bed, browser, '55556666'),
    );
    const said = [...bed.log, ...answers.map(({ body, headers }) => body + JSON.stringify(headers))].join('\n');
    for (const secret of [TEST_PIN, TEST_PUK, '55556666', 'FNTPRV', TEST_NIS]) expect(said).not.toContain(secret);
    expect(Buffer.concat(bed.readers.heard).includes(TEST_PIN)).toBe(false);
  });

  it('reaches it under another name (DNS rebinding), another port’s name, or from another site', async () => {
    const { server, origin, provider } = bed;
    const own = new URL(origin).host;
    for (const host of ['evil.example', `evil.example:${new URL(origin).port}`, 'localhost', '127.0.0.1', '[::1]'])
      expect((await server.inject({ url: '/', headers: { host } })).statusCode, host).toBe(421);
    const challenge = await provider.challenge();
    for (const foreign of ['https://evil.example', 'null', origin, `${provider.origin}.evil.example`])
      expect((await handOver(bed, browser, challenge, { origin: foreign })).statusCode, foreign).toBe(403);
    expect((await server.inject({ url: '/accesso', headers: { host: own } })).statusCode).toBe(405);
    const bare = { host: own, 'content-type': 'application/x-www-form-urlencoded' };
    for (const url of ['/abbina', '/cambia-pin', '/sblocca-pin', '/togli', '/accesso/pin', '/accesso/annulla']) {
      const foreign = await server.inject({ method: 'POST', url, headers: { ...bare, origin: provider.origin } });
      const plain = await server.inject({ method: 'POST', url, headers: bare, payload: `pin=${TEST_PIN}` });
      expect([foreign.statusCode, plain.statusCode], url).toEqual([403, 403]);
    }
    expect(bed.readers.heard).toEqual([]);
  });

  it('hears of reader and card but the provider’s page', async () => {
    const { server, origin, provider } = bed;
    bed.readers.place(bed.citizen.card);
    const host = new URL(origin).host;
    const ask = (from: string, method: 'GET' | 'OPTIONS' = 'GET') =>
      server.inject({
        method,
        url: '/stato',
        headers: { host, origin: from, 'access-control-request-private-network': 'true' },
      });
    const heard = await ask(provider.origin);
    expect(heard.json()).toEqual({ readers: 1, card: true });
    expect(heard.headers['access-control-allow-origin']).toBe(provider.origin);
    expect(heard.headers['access-control-allow-credentials']).toBeUndefined();
    expect(heard.cookies).toEqual([]);
    const preflight = await ask(provider.origin, 'OPTIONS');
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-private-network']).toBe('true');
    for (const method of ['GET', 'OPTIONS'] as const) {
      const refused = await ask('https://evil.example', method);
      expect(refused.statusCode).toBe(403);
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      expect(refused.headers['access-control-allow-private-network']).toBeUndefined();
    }
  });
});
