import { type NavLink, Page, type PageProps, useSay } from '@tessera/web';
import { portalTexts } from '../texts/index.ts';

/** Entries of the menu, as in the guides (ACT-01). */
export type Section = 'card' | 'request' | 'activate' | 'help' | 'news' | 'assistance' | 'legal' | 'home';

export type PublicPageProps = Omit<PageProps, 'nav'> & { readonly section: Section };

/** A page of the public area: with the menu. */
export function PublicPage({ section, ...page }: PublicPageProps) {
  const say = useSay(portalTexts);
  const entries: readonly (readonly [Section, string, string])[] = [
    ['card', say('menuCard'), '/carta'],
    ['request', say('menuRequest'), '/richiedi'],
    ['activate', say('menuActivate'), '/attiva'],
    ['help', say('menuHelp'), '/info-utili'],
    ['news', say('menuNews'), '/notizie'],
    ['assistance', say('menuAssistance'), '/assistenza'],
  ];
  const nav: readonly NavLink[] = entries.map(([name, text, href]) => ({ text, href, current: name === section }));
  return <Page {...page} nav={nav} />;
}
