import { Card, Cards, LinkButton, useSay } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { ServicePage } from './service-page.tsx';

/** "Accedi" (SVC-02). */
export function AccessPage() {
  const say = useSay(texts);
  return (
    <ServicePage title={say('access')} lead={say('accessLead')} breadcrumb={[{ text: say('access') }]}>
      <Cards>
        <Card
          title="SPID / CIE / CNS"
          actions={<LinkButton href="/accedi/identita-digitale">{say('access')}</LinkButton>}
        >
          <p>{say('accessText')}</p>
        </Card>
      </Cards>
    </ServicePage>
  );
}
