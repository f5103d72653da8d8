import { Callout, LinkButton, useSay } from '@tessera/web';
import { texts } from '../texts/index.ts';
import { ServicePage } from './service-page.tsx';

export function SignedOutPage() {
  const say = useSay(texts);
  return (
    <ServicePage title={say('leftTitle')}>
      <Callout kind="success">
        <p>{say('leftText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href="/accedi">{say('enterAgain')}</LinkButton>
      </p>
    </ServicePage>
  );
}
