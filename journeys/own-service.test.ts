import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemRandom } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { createService } from '@tessera/service';
import { freePort } from '@tessera/web/testing';
import { expect, it } from 'vitest';
import { type Country, journeys } from './country.ts';
import { answerOf, stateAsked } from './protocol-answer.ts';
import { beforeCode, giveCredentials, giveSignInCode, readConsent } from './sign-in-walk.ts';

/** A service that is no part of the country: it knows it through the addresses that everybody knows. */
async function openLibrary(country: Country) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { idp = '', portal = '' } = country.addresses;
  const library = await createService({
    name: 'library',
    body: { displayName: 'Biblioteca di Prova', school: false },
    ground: {
      clock: systemClock,
      random: systemRandom,
      keys: await openSoftwareKeys({ folder: mkdtempSync(join(country.folder, 'library-')) }),
    },
    settings: {
      origin,
      addresses: { idp, portal },
      authorityName: 'Biblioteca di Prova',
      helpDesk: {
        phone: '800 000 000',
        hours: { it: 'lunedì-venerdì, 9-18', en: 'Monday to Friday, 9-18', de: 'Montag bis Freitag, 9-18' },
      },
      sandbox: true,
    },
    register: (registration) => country.api.registerService(registration),
  });
  await library.listen({ host: 'localhost', port });
  country.addresses['library'] = origin;
  return library;
}

journeys('a service of one’s own', (country) => {
  it('design.md 5: is registered by one call, stands in the catalogue at once, and is entered at level 2', async () => {
    const library = await openLibrary(country());
    try {
      const citizen = await country().citizenLike('active-sms');
      const visit = await country().visit();
      await visit.go('portal', '/servizi');
      await visit.follow('Vai al servizio Biblioteca di Prova');
      await visit.go('library', '/accedi/identita-digitale');
      await visit.press('Entra con CIE');
      await visit.reads('Biblioteca di Prova');
      await visit.press('Annulla');
      await visit.standsAt('L’accesso non è stato completato');
      expect(answerOf(visit)).toMatchObject({
        error: 'access_denied',
        state: stateAsked(visit),
        iss: country().addresses['idp'],
      });

      await visit.go('library', '/accedi/identita-digitale');
      await visit.press('Entra con CIE');
      await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
      await beforeCode(visit);
      await giveSignInCode(visit, await citizen.sms.nextCode());
      await readConsent(visit, 2, citizen);
      await visit.press('Prosegui');
      await visit.reads('Autenticazione avvenuta. Si può ora accedere al servizio desiderato');
      await visit.press('Esci');
      await visit.standsAt('Sei uscito dall’area personale');
    } finally {
      await library.close();
    }
  });

  it('is refused with every broken rule by name, and what to do', async () => {
    const broken = country().api.registerService({
      displayName: 'Biblioteca di Prova',
      openid_relying_party: {
        client_id: 'https://biblioteca.example',
        redirect_uris: ['https://biblioteca.example/cb'],
      },
    });
    for (const rule of ['jwks', 'id_token_signed_response_alg', 'userinfo_encrypted_response_enc']) {
      await expect(broken).rejects.toThrow(`openid_relying_party.${rule}: `);
    }
  });
});
