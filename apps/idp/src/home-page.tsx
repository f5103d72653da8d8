import { LinkButton, Page, useSay } from '@tessera/web';
import { ACCESSES_PATH } from './accesses/accesses-protocol.ts';
import { texts } from './texts/index.ts';

/** For who comes here without a service's request: nothing begins here. */
export function HomePage() {
  const say = useSay(texts);
  return (
    <Page title={say('homeTitle')} lead={say('homeText')}>
      <p class="actions">
        <LinkButton href={ACCESSES_PATH} look="outline">
          {say('homeAccesses')}
        </LinkButton>
      </p>
    </Page>
  );
}
