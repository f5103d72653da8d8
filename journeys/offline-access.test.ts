import { expect, it } from 'vitest';
import type { Citizen } from './citizen.ts';
import { journeys } from './country.ts';
import {
  askToEnterWith,
  beforeCode,
  giveCredentials,
  giveSignInCode,
  hasArrived,
  readConsent,
} from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

const COMUNE = 'Comune di Borgo Lanterna';

journeys('reading the data again later', (country) => {
  async function toConsent(visit: Visit, citizen: Citizen): Promise<void> {
    await askToEnterWith(visit, { level: 2, offline: true });
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(visit);
    await giveSignInCode(visit, await citizen.sms.nextCode());
    await readConsent(visit, 2, citizen);
    await visit.look('consent-offline');
  }

  it('oidc.md 11: is the citizen’s own switch, on the consent page and afterwards', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await toConsent(visit, citizen);
    const permit = visit.page.getByLabel(visit.labels.permitOffline(COMUNE));
    expect(await permit.isChecked()).toBe(true);
    await visit.press('Prosegui');
    await hasArrived(visit, 2, citizen);

    await visit.go('idp', '/accesses');
    await visit.standsAt('I tuoi permessi');
    await visit.reads(COMUNE);
    await visit.look('accesses');
    await visit.press(`Togli il permesso ${COMUNE}`);
    await visit.reads('Nessun servizio ha il permesso di rileggere i tuoi dati.');
    await visit.look('accesses-none');
    await visit.press('Esci');
    await visit.look('idp-home');
    await visit.go('idp', '/accesses');
    await visit.standsAt("RICHIESTA D'ACCESSO CIE LIVELLO 1");
  });

  it('oidc.md 11: left unticked, the sign-in succeeds and no permission is given', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await toConsent(visit, citizen);
    await visit.page.getByLabel(visit.labels.permitOffline(COMUNE)).uncheck();
    await visit.press('Prosegui');
    await hasArrived(visit, 2, citizen);
    await visit.go('idp', '/accesses');
    await visit.reads('Nessun servizio ha il permesso di rileggere i tuoi dati.');
  });

  it('a service that did not ask for it shows no switch', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await askToEnterWith(visit, { level: 1 });
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await readConsent(visit, 1, citizen);
    expect(await visit.page.getByRole('checkbox').count()).toBe(0);
  });
});
