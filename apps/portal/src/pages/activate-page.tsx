import { Callout, Card, Cards, LinkButton, useSay } from '@tessera/web';
import { APP_PATH, START_PATH } from '../activation/index.ts';
import { portalTexts } from '../texts/index.ts';
import { PublicPage } from './public-page.tsx';

/** "Attiva" in the guides' own words (ACT-03, ACT-04, ACT-06, ACT-41). */
export function ActivatePage() {
  const say = useSay(portalTexts);
  return (
    <PublicPage section="activate" title={say('activateTitle')} breadcrumb={[{ text: say('activateTitle') }]}>
      <p>{say('activateIntro')}</p>
      <p>{say('activateHow')}</p>
      <p>{say('activateApp')}</p>
      <Callout title={say('minorsTitle')}>
        <p>{say('activateMinors')}</p>
      </Callout>
      <p>
        <a href="/aiuto/cosa-serve">{say('checklistLink')}</a>
      </p>
      <Cards>
        <Card title={say('levelTwoTitle')} actions={<LinkButton href={START_PATH}>{say('levelTwoButton')}</LinkButton>}>
          <p>{say('levelTwoText')}</p>
        </Card>
        <Card
          title={say('levelThreeTitle')}
          actions={
            <LinkButton href={APP_PATH} look="outline">
              {say('levelThreeButton')}
            </LinkButton>
          }
        >
          <p>{say('levelThreeText')}</p>
        </Card>
      </Cards>
    </PublicPage>
  );
}
