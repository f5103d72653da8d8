import { newCitizen } from '@tessera/activation/testing';
import { MINUTE } from '@tessera/base';
import { deliverCard } from '@tessera/issuance';
import { visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CardWizard, cardIsRead, cardWizard, enterWithCard, toProviderAndBack } from './testing/card-wizard.ts';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

const h1 = (body: string): string | undefined => /<h1>(.*?)<\/h1>/.exec(body)?.[1];

describe('step 1.1 with the card', () => {
  let wizard: CardWizard;
  beforeEach(async () => {
    wizard = await cardWizard();
  });
  afterEach(async () => {
    await wizard.close();
    expect([...wizard.bugs, ...wizard.idp.bugs]).toEqual([]);
  });

  const withCard = async (wanted = {}) => {
    const citizen = await newCitizen(wizard.bed, wanted);
    await deliverCard(wizard.bed, citizen.serial);
    return citizen;
  };
  const acts = async (act: string) => (await wizard.bed.events()).filter((event) => event.act === act);

  it('ACT-09 L3-02 asks whether the card is at hand, reads it at level 3 and goes on at the phone', async () => {
    const citizen = await withCard();
    cardIsRead(wizard, citizen.fiscalCode);
    const browser = visitor(wizard.server);
    const page = await browser.get('/attivazione');
    expect(page.body).toContain(
      'Hai già registrato la tua Carta di Identità Elettronica (CIE) sulla App CieID e hai la tua Carta a portata di mano?',
    );
    expect(page.body).toContain('Entra con CIE');
    // The form is answered by a redirect to the provider, which the policy must let pass (`ux.md` 8).
    expect(page.headers['content-security-policy']).toContain(`form-action 'self' ${wizard.idp.issuer}`);
    const back = await enterWithCard(browser);
    expect(back.headers['location']).toBe('/attivazione/telefono');
    const phone = await browser.get('/attivazione/telefono');
    expect(phone.body).toContain(`+39********${citizen.phone?.slice(-2)}`);
    expect(await acts('activation.card-proven')).toMatchObject([{ rule: 'ACT-09', citizen: citizen.citizenId }]);
    expect(await wizard.bed.database.all('select pair from activation_budgets order by pair')).toEqual([]);
  });

  it('asks for the tax code alone, and for nothing below level 3', async () => {
    let asked: unknown;
    const { fiscalCode } = await withCard();
    cardIsRead(wizard, fiscalCode);
    const { loginEnds } = wizard.idp;
    wizard.idp.loginEnds = (request) => {
      asked = request;
      return loginEnds(request);
    };
    await enterWithCard(visitor(wizard.server, { acceptLanguage: 'de' }));
    expect(asked).toMatchObject({ minimumLevel: 3, forceFresh: true, attributes: ['fiscalCode'], languages: ['de'] });
  });

  it('promise 11 believes no answer below level 3', async () => {
    const { fiscalCode } = await withCard();
    cardIsRead(wizard, fiscalCode, 2);
    const refused = await enterWithCard(visitor(wizard.server)).catch((error: unknown) => error);
    expect(await acts('activation.began')).toEqual([]);
    expect(refused).toBeInstanceOf(Error);
    // The provider itself has refused to say so: that error is what this test is about.
    (wizard.idp.bugs as unknown[]).length = 0;
  });

  it('T-LOG-16 is of use once, in the browser that began, and for fifteen minutes', async () => {
    const { fiscalCode } = await withCard();
    cardIsRead(wizard, fiscalCode);
    const browser = visitor(wizard.server);
    const back = await toProviderAndBack(browser);
    const thief = visitor(wizard.server);
    await thief.get('/attivazione');
    expect((await thief.get(back)).headers['location']).toBe('/attivazione');
    expect((await browser.get(back)).headers['location']).toBe('/attivazione/telefono');
    // Reload and Back lead to where the activation stands.
    expect((await browser.get(back)).headers['location']).toBe('/attivazione/telefono');
    expect(await acts('activation.began')).toHaveLength(1);

    const late = visitor(wizard.server);
    const lateBack = await toProviderAndBack(late);
    wizard.bed.clock.advance(15 * MINUTE);
    expect((await late.get(lateBack)).headers['location']).toBe('/attivazione');
  });

  it('tells a minor that the card is not the way, and which one is (L3-10)', async () => {
    const child = await withCard({ birthDate: '2015-05-05' });
    cardIsRead(wizard, child.fiscalCode);
    const browser = visitor(wizard.server);
    const page = await browser.follow(await enterWithCard(browser));
    expect(page.body).toContain('La Carta di chi ha meno di 18 anni non si può usare');
    expect(page.body).toContain('href="/attivazione"');
  });

  it('comes back with a page that says what to do when the citizen cancels, or the provider is not there', async () => {
    wizard.idp.loginEnds = () => ({ outcome: 'refused', reason: 'cancelled' });
    const somebody = visitor(wizard.server);
    const cancelled = await enterWithCard(somebody);
    expect(h1((await somebody.follow(cancelled)).body)).toBe('Non hai completato l’accesso con la Carta');
    // The language switch and reload used to lead to step 1.1, without a word of why.
    await somebody.get('/language/de?back=/');
    const again = await somebody.get(String(cancelled.headers['location']));
    expect(h1(again.body)).toBe('Du hast die Anmeldung mit der Karte nicht abgeschlossen');
    const { fiscalCode } = await withCard();
    cardIsRead(wizard, fiscalCode);
    const browser = visitor(wizard.server);
    const back = await toProviderAndBack(browser);
    await wizard.idp.server.close();
    expect(h1((await browser.follow(await browser.get(back))).body)).toBe('L’accesso con la Carta non è riuscito');
    expect(await acts('activation.began')).toEqual([]);
  });

  it('says so at once where the provider was never there', async () => {
    await wizard.idp.server.close();
    const browser = visitor(wizard.server);
    await browser.get('/attivazione');
    const page = await browser.follow(await browser.post('/attivazione/carta'));
    expect(h1(page.body)).toBe('L’accesso con la Carta non è riuscito');
  });

  it('believes no answer that was made up', async () => {
    const browser = visitor(wizard.server);
    await browser.get('/attivazione');
    const sent = await browser.post('/attivazione/carta');
    const request = new URL(String(sent.headers['location'])).searchParams.get('request') ?? '';
    const { state } = JSON.parse(atob((request.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as {
      state: string;
    };
    const made = new URLSearchParams({ code: 'made-up', state, iss: wizard.idp.issuer });
    expect((await browser.get(`/attivazione/carta/ritorno?${made}`)).headers['location']).toBe(
      '/attivazione/carta/non-riuscito',
    );
    expect((await browser.get('/attivazione/carta/ritorno')).headers['location']).toBe('/attivazione');
    expect(await acts('activation.began')).toEqual([]);
  });
});

describe('where no card can be read', () => {
  let wizard: WizardServer;
  beforeEach(async () => {
    wizard = await wizardServer();
  });
  afterEach(() => wizard.close());

  it('the way is not shown as a dead end', async () => {
    const browser = visitor(wizard.server);
    const page = await browser.get('/attivazione');
    expect(page.body).not.toContain('Entra con CIE');
    expect((await browser.post('/attivazione/carta')).statusCode).toBe(404);
  });
});
