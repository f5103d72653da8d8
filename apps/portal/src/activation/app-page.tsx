import { Callout, LinkButton, Page, useSay } from '@tessera/web';
import { texts } from './texts.ts';

/** Where the QR code of step 4 leads: to the app, or for as long as there is none, to a page that says so. */
export function AppPage({ appAddress }: { readonly appAddress: string | null }) {
  const say = useSay(texts);
  return (
    <Page title={say('appPageTitle')} breadcrumb={[{ text: say('appPageTitle') }]}>
      {appAddress === null ? (
        <Callout title={say('appPageNotYet')}>
          <p>{say('appPageNotYetText')}</p>
        </Callout>
      ) : (
        <p class="actions">
          <LinkButton href={appAddress}>{say('appPageReady')}</LinkButton>
        </p>
      )}
      <p class="actions">
        <LinkButton href="/" look="outline">
          {say('backToHome')}
        </LinkButton>
      </p>
    </Page>
  );
}
