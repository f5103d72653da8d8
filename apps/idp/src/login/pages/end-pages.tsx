import type { OpenLogin } from '@tessera/login';
import { Callout, LinkButton, Page, useSay } from '@tessera/web';
import type { Answer } from '../../bridge.ts';
import { texts } from '../../texts/index.ts';
import { LoginFrame } from './login-frame.tsx';

/** The service has its answer, and the answer is no longer kept: a late reload, the back button. */
export function AnsweredPage({ login }: { readonly login: OpenLogin }) {
  const say = useSay(texts);
  return (
    <LoginFrame login={login} title={say('answeredTitle')}>
      <Callout kind="info">
        <p>{say('answeredText')}</p>
      </Callout>
      {login.returnOrigin !== null && (
        <p class="actions">
          <LinkButton href={login.returnOrigin}>{say('backToService')}</LinkButton>
        </p>
      )}
    </LoginFrame>
  );
}

/** Says nothing about the login: whoever reads this does not hold it. */
export function OtherBrowserPage() {
  const say = useSay(texts);
  return (
    <Page title={say('otherBrowserTitle')} procedure={say('procedure')}>
      <Callout kind="warning">
        <p>{say('otherBrowserText')}</p>
        <p>{say('otherBrowserWhat')}</p>
        <p>{say('otherBrowserWarning')}</p>
      </Callout>
    </Page>
  );
}

/** Posts the answer to a service that asked for it so (`response_mode=form_post`); by hand where scripts do not run. */
export function SendOnPage({ answer }: { readonly answer: Extract<Answer, { kind: 'form-post' }> }) {
  const say = useSay(texts);
  return (
    <Page title={say('sendOnTitle')} procedure={say('procedure')} scripts={['send-on']}>
      <p>{say('sendOnText')}</p>
      <form method="post" action={answer.action} id="send-on">
        {Object.entries(answer.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p class="actions">
          <button type="submit" class="btn btn-primary">
            {say('sendOn')}
          </button>
        </p>
      </form>
    </Page>
  );
}
