import type { OpenLogin } from '@tessera/login';
import { LinkButton, Page, useSay } from '@tessera/web';
import { cardTexts } from '../../texts/card/index.ts';
import { texts } from '../../texts/index.ts';
import { pathOf } from '../paths.ts';

/**
 * Posts the challenge to Software CIE; by hand where scripts do not run.
 *
 * Software CIE serves this provider's page alone, and knows it by the `Origin` that browsers withhold under `no-referrer`
 * (Fetch, "append a request Origin header").
 */
export function HandOverPage(props: {
  readonly login: OpenLogin;
  readonly action: string;
  readonly challenge: string;
}) {
  const { login, action, challenge } = props;
  const sayCard = useSay(cardTexts);
  const say = useSay(texts);
  return (
    <Page title={sayCard('handOverTitle')} procedure={say('procedure')} scripts={['send-on']} tellsOrigin>
      <p>{sayCard('handOverText')}</p>
      <form method="post" action={action} id="send-on">
        <input type="hidden" name="challenge" value={challenge} />
        <p class="actions">
          <button type="submit" class="btn btn-primary">
            {sayCard('handOver')}
          </button>
          <LinkButton href={pathOf(login)} look="outline">
            {sayCard('handOverBack')}
          </LinkButton>
        </p>
      </form>
    </Page>
  );
}
