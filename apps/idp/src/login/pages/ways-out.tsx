import { aimOf, type OpenLogin } from '@tessera/login';
import { Actions, Button, Form, useSay } from '@tessera/web';
import { cardTexts } from '../../texts/card/index.ts';
import { texts } from '../../texts/index.ts';
import { pathIn } from '../paths.ts';

/** "Torna a Livello 2" where the service takes it (IDP-18), and "Annulla". */
export function WaysOut({ login }: { readonly login: OpenLogin }) {
  const sayCard = useSay(cardTexts);
  const say = useSay(texts);
  const level = aimOf(login.request);
  return (
    <Form action={pathIn(login, 'cancel')}>
      <Actions>
        {level !== null && (
          <Button look="outline" formAction={pathIn(login, 'without-card')}>
            {sayCard('backToLevel', { level })}
          </Button>
        )}
        <Button look="outline">{say('cancel')}</Button>
      </Actions>
    </Form>
  );
}
