import { LANGUAGES } from '@tessera/base';
import { useSay, useVisit } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';

/** The pages of the menu, in its order. */
export const SECTIONS = [
  { name: 'overview', href: '/' },
  { name: 'people', href: '/people' },
  { name: 'wallet', href: '/wallet' },
  { name: 'inbox', href: '/inbox' },
  { name: 'clock', href: '/clock' },
  { name: 'events', href: '/events' },
  { name: 'services', href: '/services' },
  { name: 'faults', href: '/faults' },
  { name: 'api', href: '/api' },
  { name: 'reset', href: '/reset' },
] as const;

export type Section = (typeof SECTIONS)[number]['name'];

export interface PanelPageProps {
  readonly section: Section;
  readonly about: About;
  /** The section's name when it is absent. */
  readonly title?: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}

/** A whole document: banner, header with the menu, the section, and what this run stands on. */
export function PanelPage({ section, about, title, lead, children }: PanelPageProps) {
  const { language, asset } = useVisit();
  const say = useSay(panelTexts);
  const heading = title ?? say(section);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${heading} – ${say('site')}`}</title>
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={asset('look.css')} />
        <script type="module" src={asset('panel.js')} />
      </head>
      <body>
        <Top section={section} />
        <main id="contenuto" class="wide" tabIndex={-1}>
          <h1>{heading}</h1>
          {lead !== undefined && <p class="soft">{lead}</p>}
          {children}
        </main>
        <footer>
          <div class="wide">
            <p>{say('footer', { seed: about.seed, engine: about.engine, folder: about.dataFolder })}</p>
            <p>{say('notice')}</p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Top({ section }: { readonly section: Section }) {
  const { asset } = useVisit();
  const say = useSay(panelTexts);
  return (
    <header>
      <a class="skip" href="#contenuto">
        {say('skip')}
      </a>
      <div class="banner">
        <p class="wide">{say('banner')}</p>
      </div>
      <div class="top">
        <div class="wide">
          <div class="top-line">
            <a class="site" href="/">
              <img src={asset('mark.svg')} alt="" width="32" height="32" />
              {say('site')}
            </a>
            <Languages />
          </div>
          <nav aria-label={say('menu')}>
            <ul class="menu">
              {SECTIONS.map(({ name, href }) => (
                <li key={name}>
                  <a href={href} aria-current={name === section ? 'page' : undefined}>
                    {say(name)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}

const SHORT_NAMES = { it: 'ITA', en: 'ENG', de: 'DEU' } as const;

function Languages() {
  const { language, path } = useVisit();
  const say = useSay(panelTexts);
  return (
    <ul class="languages" aria-label={say('languages')}>
      {LANGUAGES.map((one) => (
        <li key={one}>
          <a
            href={`/language/${one}?back=${encodeURIComponent(path)}`}
            lang={one}
            hreflang={one}
            aria-current={one === language ? 'true' : undefined}
          >
            {SHORT_NAMES[one]}
          </a>
        </li>
      ))}
    </ul>
  );
}
