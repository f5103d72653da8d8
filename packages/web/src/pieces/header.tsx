import { LANGUAGES, type Language } from '@tessera/base';
import type { ComponentChildren } from 'preact';
import { webTexts } from '../texts/index.ts';
import { useSay, useVisit } from '../visit.ts';

export interface NavLink {
  readonly text: string;
  readonly href: string;
  readonly current?: boolean;
}

export interface HeaderProps {
  readonly home: string;
  readonly nav?: readonly NavLink[] | undefined;
  readonly account?: ComponentChildren;
}

/** Skip links, slim header with the owning body, central header with the site's name, and on public pages the menu. */
export function Header({ home, nav, account }: HeaderProps) {
  const { site, settings, language, asset } = useVisit();
  const say = useSay(webTexts);
  return (
    <header class="it-header-wrapper">
      <div class="skiplinks">
        <a class="visually-hidden-focusable" href="#contenuto">
          {say('skipToContent')}
        </a>
        <a class="visually-hidden-focusable" href="#piede">
          {say('skipToFooter')}
        </a>
      </div>
      <div class="slim-header">
        <div class="container">
          <span class="slim-header-body" lang="it">
            {site.authority ?? settings.authorityName}
          </span>
          <div class="slim-header-right">
            <LanguageSwitch />
            {account}
          </div>
        </div>
      </div>
      <div class="central-header">
        <div class="container">
          <a class="site-name" href={home}>
            <img src={asset('mark.svg')} alt="" width="44" height="44" />
            <div>{site.name[language]}</div>
          </a>
        </div>
      </div>
      {nav !== undefined && (
        <nav class="nav-header" aria-label={say('mainNavigation')}>
          <ul class="container">
            {nav.map(({ text, href, current }) => (
              <li key={href}>
                <a href={href} aria-current={current === true ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {settings.sandbox && (
        <p class="sandbox-banner">
          <span class="container">{say('sandboxBanner')}</span>
        </p>
      )}
    </header>
  );
}

const SHORT_NAMES: Readonly<Record<Language, string>> = { it: 'ITA', en: 'ENG', de: 'DEU' };
const OWN_NAMES: Readonly<Record<Language, string>> = { it: 'Italiano', en: 'English', de: 'Deutsch' };

/** Links, not buttons: a button here has a contrast of 1.84:1 in Bootstrap Italia. */
function LanguageSwitch() {
  const { language, path } = useVisit();
  const say = useSay(webTexts);
  return (
    <ul class="language-switch" data-island="keep-typed" aria-label={say('languageChoice')}>
      {LANGUAGES.map((one) => (
        <li key={one}>
          <a
            href={`/language/${one}?back=${encodeURIComponent(path)}`}
            lang={one}
            hreflang={one}
            aria-current={one === language ? 'true' : undefined}
          >
            {SHORT_NAMES[one]}
            <span class="visually-hidden"> {OWN_NAMES[one]}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
