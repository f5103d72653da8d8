import { Callout, LinkButton, Page, useSay } from '@tessera/web';
import { cardTexts } from '../texts/card/index.ts';
import { texts } from '../texts/index.ts';

/** The ticket is unknown, over, or was used. Says nothing about the certificate that came with it. */
export function DoorOverPage({ idp }: { readonly idp: string }) {
  const sayCard = useSay(cardTexts);
  const say = useSay(texts);
  return (
    <Page title={sayCard('doorOverTitle')} procedure={say('procedure')} home={idp}>
      <Callout kind="warning">
        <p>{sayCard('doorOverText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href={idp} look="outline">
          {say('homeTitle')}
        </LinkButton>
      </p>
    </Page>
  );
}
