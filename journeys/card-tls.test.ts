import { openBrowserWithCertificate } from '@tessera/idp/testing';
import { expect, it } from 'vitest';
import { keysOfCard } from './card-keys.ts';
import { askWithCard } from './card-walk.ts';
import type { Citizen } from './citizen.ts';
import { type Country, journeys } from './country.ts';
import { hasArrived, readConsent } from './sign-in-walk.ts';
import { Visit } from './visit.ts';

/** Chromium with the card's certificate and key in its NSS store, as the middleware's module would show them. */
async function withCertificate(
  { addresses, folder }: Country,
  citizen: Citizen | null,
  walk: (visit: Visit) => Promise<void>,
): Promise<void> {
  const door = addresses['idpCardTls'] ?? '';
  const keys = citizen === null ? null : keysOfCard(folder, citizen.card.serial);
  const browser = await openBrowserWithCertificate(keys, door);
  try {
    const page = await browser.context.newPage();
    const complaints = { errors: [], foreign: [] };
    const here = {
      addresses,
      lookedAt: new Set<string>(),
      looksInPassing: false,
      language: 'it',
      javaScript: true,
    } as const;
    await walk(new Visit({ context: browser.context, page, complaints }, { ...here, asked: [], looseHeaders: [] }));
  } finally {
    await browser.close();
  }
}

journeys('level 3 at the TLS door', (country) => {
  it('IDP-20 L3-02 the certificate in the browser’s store enters; the card signs the handshake', async () => {
    const citizen = await country().citizenLike('active-card');
    await withCertificate(country(), citizen, async (visit) => {
      await askWithCard(visit);
      await visit.press('Usa il certificato della carta');
      await readConsent(visit, 3, citizen);
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 3, citizen);
    });
  });

  it('a browser without a card’s certificate is told so, and can choose another way', async () => {
    await withCertificate(country(), null, async (visit) => {
      await askWithCard(visit);
      await visit.press('Usa il certificato della carta');
      await visit.reads('Il browser non ha presentato la carta');
      expect(await visit.page.getByRole('button', { name: 'Apri Software CIE' }).isVisible()).toBe(true);
    });
  });

  it('a browser offers no certificate that has expired: the door can only say that none came', async () => {
    const citizen = await country().citizenLike('card-expired');
    await withCertificate(country(), citizen, async (visit) => {
      await askWithCard(visit);
      await visit.press('Usa il certificato della carta');
      await visit.reads('Il browser non ha presentato la carta');
    });
  });

  it.each([
    ['card-revoked', 'La tua carta non è più valida'],
    ['minor-12', 'Con la carta si entra da 18 anni'],
  ])('L3-10 MIN-03 %s is told why, and the service hears that it was not completed', async (scenario, told) => {
    const citizen = await country().citizenLike(scenario);
    await withCertificate(country(), citizen, async (visit) => {
      await askWithCard(visit);
      await visit.press('Usa il certificato della carta');
      await visit.reads(told);
      await visit.press(visit.labels.backToService);
      await visit.reads(visit.labels.notCompleted);
    });
  });
});
