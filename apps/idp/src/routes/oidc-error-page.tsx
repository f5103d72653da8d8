import type { BrokenRule } from '@tessera/oidc';
import { Callout, DescriptionList, Page, useSay } from '@tessera/web';
import { texts } from './oidc-texts.ts';

/** A request that cannot be answered to anybody: what the citizen can do, and for the developers the rule that is broken. */
export function OidcErrorPage({ broken }: { readonly broken: BrokenRule }) {
  const say = useSay(texts);
  return (
    <Page title={say('title')} procedure={say('procedure')}>
      <Callout kind="warning">
        <p>{say('text')}</p>
        <p>{say('what')}</p>
      </Callout>
      <h2 class="h4">{say('developers')}</h2>
      <DescriptionList
        items={[
          { term: say('error'), value: <code>{broken.error}</code> },
          { term: say('rule'), value: <span lang="en">{broken.sentence}</span> },
        ]}
      />
    </Page>
  );
}
