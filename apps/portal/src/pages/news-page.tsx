import { LOCALES } from '@tessera/base';
import { useSay, useVisit } from '@tessera/web';
import { NEWS } from '../articles/news.ts';
import { portalTexts } from '../texts/index.ts';
import { PublicPage } from './public-page.tsx';

export function NewsPage() {
  const say = useSay(portalTexts);
  const { language } = useVisit();
  const dateFormat = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <PublicPage
      section="news"
      title={say('newsTitle')}
      lead={say('newsLead')}
      breadcrumb={[{ text: say('newsTitle') }]}
    >
      {NEWS.map(({ day, texts }) => (
        <article key={day} class="news">
          <p>
            <time datetime={day}>{dateFormat.format(Date.parse(day))}</time>
          </p>
          <h2>{texts[language].title}</h2>
          <p>{texts[language].text}</p>
        </article>
      ))}
    </PublicPage>
  );
}
