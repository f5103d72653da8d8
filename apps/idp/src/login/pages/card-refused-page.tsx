import { aimOf, type CardRefusal, type OpenLogin } from '@tessera/login';
import { Actions, Button, Callout, Form, useSay } from '@tessera/web';
import { cardTexts } from '../../texts/card/index.ts';
import { texts } from '../../texts/index.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

/** The card was read and opens nothing: why, what to do, the password where the service takes it, and the way back. */
export function CardRefusedPage({ login, because }: { readonly login: OpenLogin; readonly because: CardRefusal }) {
  const sayCard = useSay(cardTexts);
  const say = useSay(texts);
  const level = aimOf(login.request);
  return (
    <LoginFrame login={login} step={sayCard(`${because}Title`)}>
      <Callout kind="warning" title={sayCard(`${because}Title`)}>
        <p>{sayCard(`${because}Text`)}</p>
        <p>{say('nothingSent')}</p>
      </Callout>
      <Form action={pathIn(login, 'cancel')}>
        <Actions>
          <Button>{say('backToService')}</Button>
          {level !== null && (
            <Button look="outline" formAction={pathIn(login, 'without-card')}>
              {sayCard('backToLevel', { level })}
            </Button>
          )}
        </Actions>
      </Form>
    </LoginFrame>
  );
}
