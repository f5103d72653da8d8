import { EntraConCie, useSay, useVisit } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { ServicePage } from './service-page.tsx';

/** Which digital identity. Here stands CIE alone; the regional aggregator will take this page's place. */
export function EntraPage() {
  const say = useSay(texts);
  const { settings } = useVisit();
  const portal = settings.addresses['portal'];
  return (
    <ServicePage
      title={say('entraTitle')}
      lead={say('entraLead')}
      menu={false}
      breadcrumb={[{ text: say('access'), href: '/accedi' }, { text: say('digitalIdentity') }]}
    >
      <EntraConCie action="/accedi/cie" />
      <p>{say('entraText')}</p>
      {portal !== undefined && (
        <p>
          <a href={`${portal}/attiva`}>{say('activate')}</a>
        </p>
      )}
      <p>{say('otherIdentities')}</p>
    </ServicePage>
  );
}
