import { useSay, useVisit } from '@tessera/web';
import { ARTICLES } from '../articles/index.ts';
import { portalTexts } from '../texts/index.ts';
import { PublicPage } from './public-page.tsx';

/** "Info utili": every help article with its one sentence. */
export function HelpPage() {
  const say = useSay(portalTexts);
  return (
    <PublicPage
      section="help"
      title={say('helpTitle')}
      lead={say('helpLead')}
      breadcrumb={[{ text: say('helpTitle') }]}
    >
      <HelpList />
    </PublicPage>
  );
}

export function HelpList() {
  const { language } = useVisit();
  return (
    <ul class="link-list">
      {ARTICLES.filter(({ section }) => section === 'help').map(({ path, texts }) => (
        <li key={path}>
          <a href={path}>{texts[language].title}</a>
          <p>{texts[language].summary}</p>
        </li>
      ))}
    </ul>
  );
}
