import { webTexts } from '../texts/index.ts';
import { useSay, useVisit } from '../visit.ts';

/** Contacts, the pages that the law asks for, and the notice that this is no government site. */
export function Footer() {
  const { app, settings, site, language } = useVisit();
  const say = useSay(webTexts);
  // The portal keeps these pages for everyone; elsewhere the links are whole addresses.
  const portal = app === 'portal' ? '' : (settings.addresses['portal'] ?? '');
  return (
    <footer id="piede" class="site-footer" tabIndex={-1}>
      <div class="container">
        <p class="site-footer-body" lang="it">
          {site.authority ?? settings.authorityName}
        </p>
        <section aria-labelledby="piede-contatti">
          <h2 id="piede-contatti">{say('contacts')}</h2>
          <p>
            {say('helpDesk')}:{' '}
            <a href={`tel:${settings.helpDesk.phone.replaceAll(' ', '')}`}>{settings.helpDesk.phone}</a>
            <br />
            {settings.helpDesk.hours[language]}
          </p>
        </section>
        <nav aria-labelledby="piede-link">
          <h2 id="piede-link">{say('usefulLinks')}</h2>
          <ul>
            <li>
              <a href={`${portal}/privacy`}>{say('privacy')}</a>
            </li>
            <li>
              <a href={`${portal}/note-legali`}>{say('legalNotes')}</a>
            </li>
            <li>
              <a href={`${portal}/accessibilita`}>{say('accessibility')}</a>
            </li>
            <li>
              <a href={`${portal}/accessibilita#segnala`}>{say('accessibilityFeedback')}</a>
            </li>
          </ul>
        </nav>
        <p class="demo-notice">{say('demoNotice')}</p>
      </div>
    </footer>
  );
}
