import { expect, it } from 'vitest';
import { journeys } from './country.ts';
import { askToEnter } from './sign-in-walk.ts';

journeys('lost on the way', (country) => {
  it.each(['portal', 'idp', 'service'])(
    'an address of %s that does not exist gets a page with a way on',
    async (app) => {
      const visit = await country().visit();
      await visit.go(app, '/non/esiste');
      await visit.standsAt('Pagina non trovata');
      await visit.look(`${app}-not-found`);
      await visit.follow('Torna alla Home');
      expect(new URL(visit.page.url()).pathname).toBe('/');
    },
  );

  it('T-LOG-17 cookies that were deleted in the middle of a form: a page says what to do, and nothing happens', async () => {
    const visit = await country().visit();
    await visit.go('portal', '/attivazione');
    await visit.page.context().clearCookies();
    await visit.press('Continua');
    await visit.standsAt('La pagina è scaduta');
    await visit.reads('Il browser deve accettare i cookie di questo sito.');
    await visit.look('form-too-old');

    await askToEnter(visit);
    await visit.page.context().clearCookies();
    await visit.press('Procedi');
    await visit.standsAt('La pagina è scaduta');
    await visit.page.goBack();
    await visit.standsAt('Accesso iniziato in un altro browser');
  });
});
