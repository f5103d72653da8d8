import type { OpenLogin } from '@tessera/login';
import { Actions, Button, Callout, Card, Cards, Form, useSay } from '@tessera/web';
import { cardTexts } from '../../texts/card/index.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';
import { WaysOut } from './ways-out.tsx';

/** "Seleziona la modalità di autenticazione" (IDP-17, IDP-19, IDP-20). */
export function CardPage({ login }: { readonly login: OpenLogin }) {
  const say = useSay(cardTexts);
  return (
    <LoginFrame login={login} step={say('chooseWay')}>
      <h2 class="h4">{say('chooseWay')}</h2>
      <Cards>
        <Card title={say('computer')}>
          <p>{say('computerText')}</p>
          <Form action={pathIn(login, 'with-computer')}>
            <Actions>
              <Button>{say('computer')}</Button>
            </Actions>
          </Form>
        </Card>
        <Card title={say('smartphone')}>
          <p>{say('smartphoneText')}</p>
          <Callout kind="info">
            <p>{say('smartphoneNotYet')}</p>
          </Callout>
        </Card>
      </Cards>
      <WaysOut login={login} />
    </LoginFrame>
  );
}
