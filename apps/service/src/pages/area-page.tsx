import type { SignIn } from '@tessera/rp';
import { Actions, Button, Callout, Form, useSay } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { Person } from './person.tsx';
import { ServicePage } from './service-page.tsx';

/** The "Stanza del Cittadino": the citizen is in (SVC-04). */
export function AreaPage({ signIn }: { readonly signIn: SignIn }) {
  const say = useSay(texts);
  return (
    <ServicePage title={say('areaTitle')} signedIn breadcrumb={[{ text: say('personalArea') }]}>
      <Callout kind="success" title={say('arrived')}>
        <p>{say('arrivedText')}</p>
      </Callout>
      <h2>{say('yourData')}</h2>
      <Person signIn={signIn} />
      <h2>{say('yourServices')}</h2>
      <p>{say('yourServicesText')}</p>
      <p>
        <a href="/sviluppatori">{say('seeMessages')}</a>
      </p>
      <Form action="/esci">
        <Actions>
          <Button look="outline">{say('leave')}</Button>
        </Actions>
      </Form>
    </ServicePage>
  );
}
