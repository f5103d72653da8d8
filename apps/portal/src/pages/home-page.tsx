import { Card, Cards, LinkButton, useSay } from '@tessera/web';
import { portalTexts } from '../texts/index.ts';
import { HelpList } from './help-page.tsx';
import { PublicPage } from './public-page.tsx';

/** ACT-01, ACT-02. */
export function HomePage() {
  const say = useSay(portalTexts);
  return (
    <PublicPage section="home" title={say('claim')}>
      <Cards>
        <Card title={say('activateCard')} actions={<LinkButton href="/attiva">{say('activateCardButton')}</LinkButton>}>
          <p>{say('activateCardText')}</p>
        </Card>
        <Card
          title={say('requestCard')}
          actions={
            <LinkButton href="/richiedi" look="outline">
              {say('requestCardButton')}
            </LinkButton>
          }
        >
          <p>{say('requestCardText')}</p>
        </Card>
        <Card
          title={say('servicesCard')}
          actions={
            <LinkButton href="/servizi" look="outline">
              {say('servicesCardButton')}
            </LinkButton>
          }
        >
          <p>{say('servicesCardText')}</p>
        </Card>
      </Cards>
      <h2>{say('helpHeading')}</h2>
      <HelpList />
    </PublicPage>
  );
}
