import { useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { ServicePage } from './service-page.tsx';

/** The municipal site (SVC-01). */
export function HomePage({ signedIn }: { readonly signedIn: boolean }) {
  const say = useSay(texts);
  const { site, language } = useVisit();
  return (
    <ServicePage title={site.name[language]} lead={say('homeLead')} signedIn={signedIn}>
      <div class="news-grid">
        <section id="servizi">
          <h2>{say('menuServices')}</h2>
          <p>{say('servicesText')}</p>
          <p>
            <a href={signedIn ? '/area-personale' : '/accedi'}>
              {say(signedIn ? 'personalArea' : 'enterPersonalArea')}
            </a>
          </p>
        </section>
        <section id="novita">
          <h2>{say('menuNews')}</h2>
          <p>{say('newsText')}</p>
        </section>
        <section id="amministrazione">
          <h2>{say('menuAdministration')}</h2>
          <p>{say('administrationText')}</p>
        </section>
        <section id="vivere-il-comune">
          <h2>{say('menuLiving')}</h2>
          <p>{say('livingText')}</p>
        </section>
        <section id="amministrazione-trasparente">
          <h2 lang="it">Amministrazione Trasparente</h2>
          <p>{say('transparencyText')}</p>
        </section>
        <section id="albo-pretorio">
          <h2 lang="it">Albo Pretorio</h2>
          <p>{say('noticesText')}</p>
        </section>
      </div>
    </ServicePage>
  );
}
