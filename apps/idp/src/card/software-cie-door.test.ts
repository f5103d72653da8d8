import { fromBase64url, fromUtf8, MINUTE } from '@tessera/base';
import { type CardHolder, genuine, personWithCard, revoke } from '@tessera/login/testing';
import { type Visitor, visitor } from '@tessera/web/testing';
import { CardChallenge, CardProofAnswer } from '@tessera/wire';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CardAtComputer, cardAtComputer } from '../testing/card-at-computer.ts';
import { type KnownCards, knownCards } from '../testing/known-cards.ts';
import { type Asked, h1, type LoginWalk, openLoginWalk, placeOf, wordsOf } from '../testing/login-walk.ts';

const SOFTWARE_CIE = 'http://127.0.0.1:4490';
const LEVEL_3 = { minimumLevel: 3 } as const;

let walk: LoginWalk;
let cards: KnownCards;
let holder: CardHolder;
let card: CardAtComputer;
beforeEach(async () => {
  cards = knownCards();
  walk = await openLoginWalk({ check: cards.check, softwareCie: SOFTWARE_CIE });
  holder = await personWithCard(walk.bed);
  card = cardAtComputer();
  cards.know(card.certificate, { ...genuine(holder), publicKey: card.publicKey });
});
afterEach(async () => {
  expect(walk.idp.bugs).toEqual([]);
  await walk.close();
});

/** Begins a login and walks to the page that hands over: its path, and the challenge. */
async function toHandOver(asked: Asked = LEVEL_3, browser: Visitor = walk.browser) {
  const begun = await browser.get(walk.idp.ask(asked));
  const path = placeOf(begun).replace(/\/[^/]*$/, '');
  await browser.follow(begun);
  if (asked?.minimumLevel !== 3) await browser.follow(await browser.post(`${path}/read-card`));
  await browser.follow(await browser.post(`${path}/with-computer`));
  const page = await browser.post(`${path}/software-cie`);
  return { path, page, challenge: /name="challenge" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
}

/** What Software CIE posts, and the answer. */
const send = (proof: object, headers: Record<string, string> = {}) =>
  walk.idp.server.inject({
    method: 'POST',
    url: '/card/proof',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(proof),
  });

async function proveWith(challenge: string, by: CardAtComputer = card) {
  const answer = await send(await by.prove(challenge));
  expect(answer.statusCode).toBe(200);
  return CardProofAnswer.parse(answer.json());
}

const pathOf = (address: string | null): string => {
  const { pathname, search } = new URL(address ?? '');
  return pathname + search;
};

describe('challenge', () => {
  it('is a token of its own, signed by the keys that /card/jwks shows, for one service, two minutes long', async () => {
    const { challenge, path } = await toHandOver();
    const jwks = (await walk.idp.server.inject('/card/jwks')).json<JSONWebKeySet>();
    const { payload, protectedHeader } = await compactVerify(challenge, createLocalJWKSet(jwks));
    expect(protectedHeader).toMatchObject({ typ: 'cie-card-challenge+jwt', alg: 'ES256' });
    const claims = CardChallenge.parse(JSON.parse(fromUtf8(payload)));
    expect(claims).toMatchObject({ iss: 'http://localhost:4002', aud: 'software-cie', service: 'Comune di Esempio' });
    expect(claims.exp - claims.iat).toBe(120);
    expect(claims.back).toBe(`http://localhost:4002${path}/computer`);
    expect(jwks.keys.every((key) => !('d' in key))).toBe(true);
  });

  it('leaves by a form that may end at Software CIE and nowhere else, on that page alone', async () => {
    const { page, path } = await toHandOver();
    expect(page.body).toContain(`action="${SOFTWARE_CIE}/accesso"`);
    // Software CIE knows the provider's page by its Origin: withheld under the policy of all other pages.
    expect(page.body).toContain('<meta name="referrer" content="origin"');
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${SOFTWARE_CIE};`);
    const computer = await walk.browser.get(`${path}/computer`);
    const policy = String(computer.headers['content-security-policy']);
    expect(policy).toContain(`connect-src 'self' ${SOFTWARE_CIE};`);
    expect(policy).not.toContain(`form-action 'self' https://comune.example.it ${SOFTWARE_CIE}`);
    const { page: other } = await walk.begin({ minimumLevel: 2 });
    expect(other.headers['content-security-policy']).not.toContain(SOFTWARE_CIE);
  });
});

describe('a card read by Software CIE', () => {
  it('L3-02, L3-06 opens level 3 for the browser that began, with a card that speaks APDUs', async () => {
    const { challenge } = await toHandOver();
    const answer = await proveWith(challenge);
    expect(answer.outcome).toBe('accepted');
    const page = await walk.browser.follow(await walk.browser.get(pathOf(answer.continue)));
    expect(h1(page)).toContain('Livello 3');
    expect(wordsOf(page)).toContain('Livello usato: 3 (carta e PIN)');
    expect(page.body).toContain(holder.fiscalCode);
  });

  it('IDP-22 satisfies a level 2 request', async () => {
    const { challenge, path } = await toHandOver({ minimumLevel: 2 });
    await walk.browser.follow(await walk.browser.get(pathOf((await proveWith(challenge)).continue)));
    await walk.browser.post(`${path}/consent`);
    expect(walk.idp.told).toMatchObject([
      { outcome: 'authenticated', authentication: { level: 3, methods: ['card-signature'], means: holder.serial } },
    ]);
  });

  it('T-CRD-06 opens nothing in another browser, nor in another login of the same one', async () => {
    const mine = await toHandOver();
    const way = pathOf((await proveWith(mine.challenge)).continue);
    const stranger = visitor(walk.idp.server);
    expect((await stranger.get(way)).statusCode).toBe(403);

    const other = await toHandOver();
    const moved = await walk.browser.get(way.replace(mine.path, other.path));
    expect(placeOf(moved)).toBe(`${other.path}/computer`);

    expect(placeOf(await walk.browser.get(way))).toBe(`${mine.path}/consent`);
    expect(placeOf(await walk.browser.get(way))).toBe(`${mine.path}/consent`);
  });

  it('T-CRD-06 whoever lures somebody into another’s login gets nothing: the victim’s browser holds no such login', async () => {
    const attacker = visitor(walk.idp.server);
    const { challenge, path } = await toHandOver(LEVEL_3, attacker);
    const way = pathOf((await proveWith(challenge)).continue);
    const victim = await walk.browser.get(way);
    expect(victim.statusCode).toBe(403);
    expect(h1(victim)).toContain('altro browser');
    // And the attacker's own browser does not know the token.
    expect(placeOf(await attacker.get(path))).toBe(`${path}/computer`);
  });

  it('promise 8 a challenge takes effect once, also when a hundred proofs come at once', async () => {
    const { challenge } = await toHandOver();
    const proof = await card.prove(challenge);
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(proof)));
    const outcomes = answers.map((answer) => CardProofAnswer.parse(answer.json()).outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'challenge-over')).toHaveLength(99);
  });

  it('is over after two minutes, and unknown when it was never asked; nothing is looked at then', async () => {
    const { challenge } = await toHandOver();
    const proof = await card.prove(challenge);
    walk.bed.clock.advance(2 * MINUTE);
    const over = { outcome: 'challenge-over', continue: null };
    expect((await send(proof)).json()).toEqual(over);
    expect((await send(await card.prove(`${challenge}x`))).json()).toEqual(over);
    expect(cards.asked).toEqual([]);
  });

  it('T-CRD-01 a certificate without its key, a foreign one and nonsense read alike', async () => {
    const other = cardAtComputer();
    const pages = [];
    for (const forged of ['no key', 'foreign', 'nonsense'] as const) {
      const { challenge } = await toHandOver();
      const proof = await card.prove(forged === 'no key' ? `${challenge}x` : challenge);
      const certificate = forged === 'foreign' ? Buffer.from(other.certificate).toString('base64') : proof.certificate;
      const sent = { ...proof, challenge, certificate: forged === 'nonsense' ? 'AAAA' : certificate };
      const answer = CardProofAnswer.parse((await send(sent)).json());
      expect(answer.outcome).toBe('refused');
      const page = await walk.browser.follow(await walk.browser.get(pathOf(answer.continue)));
      expect(wordsOf(page)).toContain('La carta non è stata riconosciuta');
      pages.push(page.body.replace(/[0-9a-f-]{36}/g, 'id').replace(/value="[^"]*"/g, ''));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('T-CRD-05 a status that nobody knows is told, the card opens nothing, and other ways stay open', async () => {
    cards.know(card.certificate, { outcome: 'status-unknown' });
    const { challenge } = await toHandOver({ minimumLevel: 2 });
    const page = await walk.browser.follow(await walk.browser.get(pathOf((await proveWith(challenge)).continue)));
    expect(wordsOf(page)).toContain('Ora non possiamo controllare la carta');
    expect(wordsOf(page)).toContain('Torna a Livello 2');
    expect(wordsOf(page)).toContain('Apri Software CIE');
  });

  it('tells the holder of a revoked, an expired card, and a minor, what to do; the service hears no reason', async () => {
    const child = await personWithCard(walk.bed, { birthDate: '2015-05-05' });
    const cases = [
      [genuine(holder, 'expired'), 'La tua carta è scaduta', 'card-expired'],
      [genuine(holder, 'revoked'), 'La tua carta non è più valida', 'card-revoked'],
      [genuine(child), 'Con la carta si entra da 18 anni', 'minor'],
    ] as const;
    for (const [reading, words, reason] of cases) {
      cards.know(card.certificate, { ...reading, publicKey: card.publicKey });
      const { challenge, path } = await toHandOver();
      const answer = await proveWith(challenge);
      expect(answer.outcome).toBe('refused');
      const page = await walk.browser.follow(await walk.browser.get(pathOf(answer.continue)));
      expect(wordsOf(page)).toContain(words);
      expect(page.body).not.toContain('without-card');
      await walk.browser.post(`${path}/cancel`);
      expect(walk.idp.told.at(-1)).toEqual({ outcome: 'refused', reason });
    }
  });

  it('promise 6 a card revoked while consent is on the screen sends nothing', async () => {
    const { challenge, path } = await toHandOver();
    await walk.browser.follow(await walk.browser.get(pathOf((await proveWith(challenge)).continue)));
    await revoke(walk.bed, holder);
    const page = await walk.browser.follow(await walk.browser.post(`${path}/consent`));
    expect(wordsOf(page)).toContain('La tua carta non è più valida');
    expect(walk.idp.told).toEqual([]);
  });

  it('“Non sei tu” and “Annulla” work as at other levels', async () => {
    const { challenge, path } = await toHandOver();
    await walk.browser.follow(await walk.browser.get(pathOf((await proveWith(challenge)).continue)));
    expect(placeOf(await walk.browser.post(`${path}/other-person`))).toBe(`${path}/card`);
    await walk.browser.post(`${path}/cancel`);
    expect(walk.idp.told).toEqual([{ outcome: 'refused', reason: 'cancelled' }]);
  });
});

describe('the endpoint', () => {
  it('takes JSON of a known shape and size, from no browser’s page', async () => {
    const { challenge } = await toHandOver();
    const proof = await card.prove(challenge);
    const big = { ...proof, certificate: 'A'.repeat(20_000) };
    expect((await send({ ...proof, more: 1 })).statusCode).toBe(400);
    expect((await send({ ...proof, signature: 'not base64!' })).statusCode).toBe(400);
    expect((await send({})).statusCode).toBe(400);
    expect((await send(big)).statusCode).toBe(413);
    const form = await walk.idp.server.inject({
      method: 'POST',
      url: '/card/proof',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...proof }).toString(),
    });
    expect(form.statusCode).toBe(415);
    const answer = await send(proof, { origin: 'https://evil.example' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.cookies).toEqual([]);
    expect(answer.json<{ outcome: string }>().outcome).toBe('accepted');
  });

  it('uses a challenge up whatever comes with it, before the certificate is looked at', async () => {
    const { challenge } = await toHandOver();
    const proof = await card.prove(challenge);
    const wrong = Buffer.from(fromBase64url('AAAA')).toString('base64');
    expect((await send({ ...proof, signature: wrong })).json()).toMatchObject({ outcome: 'refused' });
    expect((await send(proof)).json()).toEqual({ outcome: 'challenge-over', continue: null });
  });
});
