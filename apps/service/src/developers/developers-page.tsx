import type { SignIn } from '@tessera/rp';
import { Callout, Checkbox, EntraConCie, type Fields, type FormErrors, Radios, useSay } from '@tessera/web';
import type { ServiceRegistration } from '../create-service.tsx';
import { ServicePage } from '../pages/service-page.tsx';
import { texts } from '../texts/index.ts';
import type { KeptRule } from './kept-rules.ts';
import { Messages } from './messages.tsx';
import { pretty } from './pretty.ts';
import { RulesTable } from './rules-table.tsx';

export interface DevelopersPageProps {
  readonly signIn: SignIn | null;
  readonly rules: readonly KeptRule[];
  readonly registration: ServiceRegistration;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
}

/** Everything that passes between this service and the provider, for the visitor's own sign-in. */
export function DevelopersPage({ signIn, rules, registration, errors = [], typed = {} }: DevelopersPageProps) {
  const say = useSay(texts);
  return (
    <ServicePage
      title={say('developersTitle')}
      lead={say('developersLead')}
      signedIn={signIn !== null}
      breadcrumb={[{ text: say('menuDevelopers') }]}
      errors={errors}
      typed={typed}
    >
      <h2>{say('askTitle')}</h2>
      <EntraConCie action="/sviluppatori/entra">
        <Radios
          name="level"
          label={say('levelAsked')}
          value="2"
          choices={[
            { value: '1', label: say('levelName', { level: 1 }) },
            { value: '2', label: say('levelName', { level: 2 }) },
            { value: '3', label: say('levelName', { level: 3 }) },
          ]}
        />
        <Checkbox name="fresh" label={say('askFresh')} hint={say('askFreshHint')} />
        <Checkbox name="offline" label={say('askOffline')} hint={say('askOfflineHint')} />
      </EntraConCie>
      {signIn === null ? (
        <Callout kind="info">
          <p>{say('nothingYet')}</p>
        </Callout>
      ) : (
        <>
          <RulesTable rules={rules} />
          <Messages signIn={signIn} />
        </>
      )}
      <h2>{say('registrationTitle')}</h2>
      <p>
        {say('registrationText')} <a href="/sviluppatori/metadata.json">metadata.json</a>
      </p>
      <details class="wide-details">
        <summary>{say('registrationSummary')}</summary>
        <pre class="message">{pretty(registration)}</pre>
      </details>
    </ServicePage>
  );
}
