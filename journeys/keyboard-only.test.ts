import { expect, it } from 'vitest';
import { NEW_PASSWORD } from './activation-walk.ts';
import { otherCode, wrongPuk } from './citizen.ts';
import { journeys } from './country.ts';
import { Keyboard } from './keyboard.ts';
import { beforeCode, hasArrived, readConsent } from './sign-in-walk.ts';

journeys('by keyboard alone', (country) => {
  it('ux.md 6: from the home page through the wizard into the personal area, focus seen everywhere and trapped nowhere', async () => {
    const citizen = await country().newCitizen({ card: 'requested' });
    const visit = await country().visit();
    const keys = new Keyboard(visit.page);

    await visit.go('portal');
    await keys.isNeverTrapped();
    await visit.go('portal');
    await keys.tabTo('Vai al contenuto principale');
    await keys.press('Enter');
    await keys.tabTo('Attiva');
    await keys.load('Enter');
    await keys.isNeverTrapped();
    await visit.go('portal', '/attiva');
    await keys.tabTo('ATTIVA');
    await keys.load('Enter');

    // 1.1: the error summary takes the focus, and its links lead to the fields.
    await keys.isNeverTrapped();
    await visit.go('portal', '/attivazione');
    await keys.tabTo('Continua');
    await keys.load('Enter');
    await visit.isToldOff('Inserisci il codice fiscale');
    await keys.tabTo('Inserisci il numero di serie della carta');
    await keys.press('Enter');
    expect(await visit.page.getByLabel('Numero di serie').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    await keys.type(citizen.card.serial.toLowerCase());
    await visit.page.keyboard.press('Shift+Tab');
    await keys.type(citizen.fiscalCode);
    await keys.tabTo('Non sono un robot');
    await keys.press('Space');
    await visit.reads('Verifica riuscita');
    await keys.tabTo('Continua');
    await keys.load('Space');

    // 1.2: typing goes on from box to box by itself.
    await visit.standsAt('1.2 Inserisci codice PUK');
    await keys.isNeverTrapped();
    const asked = (
      await visit.page.getByRole('textbox', { name: /ª cifra/ }).evaluateAll((boxes) => boxes.map((box) => box.id))
    ).map((id) => Number(id.replace(/\D/g, '')) - 1);
    const digits = (puk: string) => asked.map((place) => puk.charAt(place)).join('');
    await visit.page.reload();
    await keys.tabTo(`${(asked[0] ?? 0) + 1}ª cifra`);
    await keys.type(digits(wrongPuk(citizen)));
    await keys.load('Enter');
    await visit.isToldOff('ti restano 4 tentativi');
    await keys.tabTo(`${(asked[0] ?? 0) + 1}ª cifra`);
    await keys.type(digits(citizen.card.puk));
    await keys.load('Enter');

    await visit.standsAt('2.1 Verifica Numero Cellulare');
    await keys.isNeverTrapped();
    await visit.page.reload();
    await keys.tabTo('Continua');
    await keys.load('Enter');
    await keys.tabTo('Codice di verifica OTP');
    await keys.type(await citizen.sms.nextCode());
    await keys.load('Enter');

    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    await keys.tabTo('Salta questo passaggio');
    await keys.load('Enter');
    await visit.standsAt('2.3 Crea Credenziali');
    await keys.isNeverTrapped();
    await visit.page.reload();
    await keys.tabTo('Scegli Password');
    await keys.type(NEW_PASSWORD);
    await keys.tabTo('Mostra Scegli Password');
    await keys.press('Space');
    expect(await visit.page.getByLabel('Scegli Password').getAttribute('type')).toBe('text');
    await keys.tabTo('Conferma Password');
    await keys.type(NEW_PASSWORD);
    await keys.tabTo(
      "Ho preso visione dell'Informativa ai sensi degli artt. 13 e 14 del GDPR - Regolamento (UE) 2016/679 per la protezione dei dati personali (GDPR)",
    );
    await keys.press('Space');
    await keys.tabTo('Continua');
    await keys.load('Enter');
    await visit.standsAt('Ci sei quasi...');
    await keys.tabTo('Scegli SMS');
    await keys.load('Space');
    await visit.standsAt('Credenziali attivate');
    await keys.isNeverTrapped();

    await visit.go('service');
    await keys.isNeverTrapped();
    await visit.go('service', '/accedi/identita-digitale');
    await keys.tabTo('Entra con CIE');
    await keys.load('Enter');
    await visit.standsAt("RICHIESTA D'ACCESSO CIE LIVELLO 2");
    await keys.isNeverTrapped();
    await visit.page.reload();
    await keys.tabTo('Numero CIE o Codice fiscale o Email');
    await keys.type(citizen.card.serial);
    await keys.tabTo('Password');
    await keys.type(NEW_PASSWORD);
    await keys.load('Enter');
    await beforeCode(visit);
    await keys.isNeverTrapped();
    const code = await citizen.sms.nextCode();
    await visit.page.reload();
    await keys.tabTo('Codice di verifica OTP');
    await keys.type(otherCode(code));
    await keys.load('Enter');
    await visit.isToldOff('Il codice non è corretto');
    await keys.tabTo('Codice di verifica OTP');
    await keys.type(code);
    await keys.load('Enter');
    await readConsent(visit, 2, citizen);
    await keys.isNeverTrapped();
    await visit.page.reload();
    await keys.tabTo('Prosegui');
    await keys.load('Enter');
    await hasArrived(visit, 2, citizen);
    await keys.isNeverTrapped();
    await visit.page.reload();
    await keys.tabTo('Esci');
    await keys.load('Enter');
    await visit.standsAt('Sei uscito dall’area personale');
  });

  it('IDP-23 "Annulla" is reached and pressed by keyboard as easily', async () => {
    const visit = await country().visit();
    const keys = new Keyboard(visit.page);
    await visit.go('service', '/accedi/identita-digitale');
    await keys.tabTo('Entra con CIE');
    await keys.load('Space');
    await keys.tabTo('Annulla');
    await keys.load('Space');
    await visit.standsAt('L’accesso non è stato completato');
  });
});
