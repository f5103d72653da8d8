import { afterEach, describe, expect, it } from 'vitest';
import { knownCards } from '../testing/known-cards.ts';
import { h1, type LoginWalk, openLoginWalk, placeOf, wordsOf } from '../testing/login-walk.ts';

const DOOR = 'https://carta.example.it';
const SOFTWARE_CIE = 'http://127.0.0.1:4490';

let walk: LoginWalk;
const open = async (ways: { door?: string; softwareCie?: string }) => {
  walk = await openLoginWalk({ check: knownCards().check, ...ways });
};
afterEach(async () => {
  expect(walk.idp.bugs).toEqual([]);
  await walk.close();
});

/** As far as the page of the computer. */
async function toComputer(asked: Parameters<LoginWalk['begin']>[0] = { minimumLevel: 3 }) {
  const { path } = await walk.begin(asked);
  return { path, page: await walk.browser.follow(await walk.browser.post(`${path}/with-computer`)) };
}

describe('the card’s pages', () => {
  it('IDP-08, IDP-16 a page for level 1 or 2 shows the card box in the words of the guides', async () => {
    await open({ door: DOOR });
    for (const minimumLevel of [1, 2] as const) {
      const { path, page } = await walk.begin({ minimumLevel });
      expect(h1(page)).toContain(`LIVELLO ${minimumLevel}`);
      for (const words of [
        'oppure',
        'Entra con lettura carta',
        "Puoi entrare con la lettura della Carta (livello 3) da uno smartphone NFC con l'App CieID registrando la tua carta o da PC con il software CIE ed un lettore di smart card.",
        'Scopri di più.',
      ]) {
        expect(wordsOf(page)).toContain(words);
      }
      const ways = await walk.browser.follow(await walk.browser.post(`${path}/read-card`));
      expect(wordsOf(ways)).toContain(`Torna a Livello ${minimumLevel}`);
    }
  });

  it('IDP-17, IDP-19, IDP-20 a level 3 request begins at the choice, in the words of the guides', async () => {
    await open({ door: DOOR });
    const { page } = await walk.begin({ minimumLevel: 3 });
    expect(h1(page)).toContain('LIVELLO 3');
    for (const words of [
      'Seleziona la modalità di autenticazione',
      'Prosegui con smartphone',
      'Prosegui con computer',
      "Per autenticarti tramite uno smartphone con Android 6.0 o superiore, o iOS 13 o superiore, dotati di tecnologia NFC, munisciti della nuova Carta d'identità elettronica",
      'Per autenticarti con un lettore di smartcard contactless utilizzando un computer con Windows, Mac o Linux',
      'appoggiare la carta sul lettore prima di cliccare sul pulsante prosegui',
      'Questa modalità qui non è ancora disponibile.',
    ]) {
      expect(wordsOf(page)).toContain(words);
    }
  });

  it('IDP-18 “Torna a Livello 2” leads back where the service takes it, and is not shown where it does not', async () => {
    await open({ door: DOOR });
    const { path, page } = await walk.begin({ minimumLevel: 2, preferredLevel: 3 });
    expect(wordsOf(page)).toContain('Torna a Livello 2');
    expect(placeOf(await walk.browser.post(`${path}/without-card`))).toBe(`${path}/credentials`);
    const only3 = await toComputer();
    expect(wordsOf(only3.page)).not.toContain('Torna a Livello');
    expect(placeOf(await walk.browser.post(`${only3.path}/without-card`))).toBe(`${only3.path}/computer`);
  });

  it('shows the ways that this deployment has, and no other', async () => {
    await open({ door: DOOR });
    const byDoor = (await toComputer()).page;
    expect(wordsOf(byDoor)).toContain('Usa il certificato della carta');
    expect(wordsOf(byDoor)).not.toContain('Software CIE');
    expect(byDoor.headers['content-security-policy']).toContain(
      `form-action 'self' https://comune.example.it ${DOOR};`,
    );
    await walk.close();
    await open({ softwareCie: SOFTWARE_CIE });
    const { path, page } = await toComputer();
    expect(wordsOf(page)).toContain('Apri Software CIE');
    expect(wordsOf(page)).not.toContain('Usa il certificato della carta');
    expect((await walk.browser.post(`${path}/tls-door`)).statusCode).toBe(405);
  });

  it('says nothing of cards where none are read, and a level 3 request is told so', async () => {
    await open({});
    expect(wordsOf((await walk.begin({ minimumLevel: 2 })).page)).not.toContain('lettura carta');
    const { page, path } = await walk.begin({ minimumLevel: 3 });
    expect(wordsOf(page)).toContain('Questo servizio chiede il livello 3');
    expect((await walk.browser.post(`${path}/read-card`)).statusCode).toBe(405);
    expect((await walk.idp.server.inject('/card/jwks')).statusCode).toBe(404);
  });

  it('IDP-23 can be left by “Annulla” from each of them', async () => {
    await open({ door: DOOR });
    const ways = await walk.begin({ minimumLevel: 3 });
    await walk.browser.post(`${ways.path}/cancel`);
    const computer = await toComputer();
    await walk.browser.post(`${computer.path}/cancel`);
    const cancelled = { outcome: 'refused', reason: 'cancelled' };
    expect(walk.idp.told).toEqual([cancelled, cancelled]);
  });

  it('a form out of its turn, and a made-up way back, show the page that is right', async () => {
    await open({ door: DOOR, softwareCie: SOFTWARE_CIE });
    const { path } = await walk.begin({ minimumLevel: 2 });
    for (const form of ['tls-door', 'software-cie', 'with-computer', 'without-card']) {
      expect(placeOf(await walk.browser.post(`${path}/${form}`)), form).toBe(`${path}/credentials`);
    }
    expect(placeOf(await walk.browser.get(`${path}/card/done?proof=${'x'.repeat(43)}`))).toBe(`${path}/credentials`);
    for (const odd of ['', '?proof=', '?proof=short', `?proof=${'x'.repeat(43)}&proof=y`]) {
      expect((await walk.browser.get(`${path}/card/done${odd}`)).statusCode).toBe(400);
    }
  });
});
