import { useSay } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import { panelTexts } from '../texts/index.ts';
import { PanelPage } from './panel-page.tsx';

export interface ServicesPageProps {
  readonly about: About;
  readonly services: readonly { readonly client_id: string; readonly display_name: string }[];
  readonly issuer: string;
}

/** Who may ask citizens to sign in, and the two addresses that a service needs to begin. */
export function ServicesPage({ about, services, issuer }: ServicesPageProps) {
  const say = useSay(panelTexts);
  return (
    <PanelPage section="services" about={about} lead={say('servicesLead')}>
      <div class="panel">
        <dl class="facts">
          <dt>issuer</dt>
          <dd>
            <code>{issuer}</code>
          </dd>
          <dt>discovery</dt>
          <dd>
            <a href={`${issuer}/.well-known/openid-configuration`}>{issuer}/.well-known/openid-configuration</a>
          </dd>
        </dl>
      </div>
      <div class="panel scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col">client_id</th>
            </tr>
          </thead>
          <tbody>
            {services.map(({ client_id, display_name }) => (
              <tr key={client_id}>
                <th scope="row">{display_name}</th>
                <td>
                  <code>{client_id}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <a href="/api">{say('registerThere')}</a>
      </p>
    </PanelPage>
  );
}
