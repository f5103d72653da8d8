import { type NavLink, Page, type PageProps, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';

export interface ServicePageProps extends Omit<PageProps, 'nav' | 'account'> {
  /** Signed in or not: what stands at the right end of the slim header. */
  readonly signedIn?: boolean;
  /** Pages of the sign-in have fewer ways out. */
  readonly menu?: boolean;
}

/** A page of the Comune: its menu, the way into the personal area, the page for developers. */
export function ServicePage({ signedIn = false, menu = true, children, ...page }: ServicePageProps) {
  const say = useSay(texts);
  const { asset, site, language } = useVisit();
  const nav: readonly NavLink[] = [
    { text: say('menuAdministration'), href: '/#amministrazione' },
    { text: say('menuNews'), href: '/#novita' },
    { text: say('menuServices'), href: '/#servizi' },
    { text: say('menuLiving'), href: '/#vivere-il-comune' },
    { text: say('menuDevelopers'), href: '/sviluppatori' },
  ];
  const account = signedIn ? (
    <a class="header-action" href="/area-personale">
      {say('personalArea')}
    </a>
  ) : (
    <a class="header-action" href="/accedi">
      {say('enterPersonalArea')}
    </a>
  );
  return (
    <Page procedure={site.name[language]} {...(menu ? { nav } : {})} {...page} account={account}>
      <link rel="stylesheet" href={asset('service.css')} />
      {children}
    </Page>
  );
}
