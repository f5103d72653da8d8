import { Callout, Card, Cards, LinkButton, useSay } from '@tessera/web';
import { portalTexts } from '../texts/index.ts';
import { PublicPage } from './public-page.tsx';

/** A service that offers "Entra con CIE". */
export interface RegisteredService {
  readonly name: string;
  /** Open to those from 5 to 18 years too (MIN-03). */
  readonly school: boolean;
  /** Where a citizen begins. */
  readonly url: string;
}

/** The catalogue (ACT-40). Names and addresses come from those who register: shown as text, and linked only when a browser may safely follow. */
export function ServicesPage({ services }: { readonly services: readonly RegisteredService[] }) {
  const say = useSay(portalTexts);
  return (
    <PublicPage
      section="help"
      title={say('servicesTitle')}
      lead={say('servicesLead')}
      breadcrumb={[{ text: say('servicesTitle') }]}
    >
      {services.length === 0 ? (
        <Callout title={say('servicesNone')}>
          <p>{say('servicesNoneText')}</p>
        </Callout>
      ) : (
        <Cards>
          {services.map((service) => (
            <ServiceCard key={service.url + service.name} {...service} />
          ))}
        </Cards>
      )}
    </PublicPage>
  );
}

function ServiceCard({ name, school, url }: RegisteredService) {
  const say = useSay(portalTexts);
  const target = URL.parse(url);
  const mayFollow = target !== null && (target.protocol === 'https:' || target.protocol === 'http:');
  return (
    <Card
      title={name}
      actions={
        mayFollow && (
          <LinkButton href={target.href} look="outline">
            {say('serviceOpen')}
            <span class="visually-hidden"> {name}</span>
          </LinkButton>
        )
      }
    >
      {school ? <p>{say('serviceSchool')}</p> : null}
    </Card>
  );
}
