import type { CardTrouble, OpenLogin } from '@tessera/login';
import { Actions, Button, Callout, Form, useSay } from '@tessera/web';
import type { CardOptions } from '../../card/card-options.ts';
import { cardTexts } from '../../texts/card/index.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';
import { WaysOut } from './ways-out.tsx';

export interface ComputerPageProps {
  readonly login: OpenLogin;
  /** What came of the last reading. */
  readonly trouble: CardTrouble | null;
  readonly doors: Pick<CardOptions, 'door' | 'softwareCie'>;
  /** Origin of the portal: the help on Software CIE stands there. */
  readonly portal: string;
}

/** The card on a reader of this computer: Software CIE, or the browser with the card's certificate (IDP-20). */
export function ComputerPage({ login, trouble, doors, portal }: ComputerPageProps) {
  const say = useSay(cardTexts);
  const { door, softwareCie } = doors;
  return (
    <LoginFrame
      login={login}
      step={say('computerHeading')}
      scripts={softwareCie === undefined ? [] : ['software-cie-status']}
    >
      {trouble !== null && (
        <div role="alert">
          <Callout kind="warning" title={say(`${trouble}Title`)}>
            <p>{say(`${trouble}Text`)}</p>
          </Callout>
        </div>
      )}
      <h2 class="h4">{say('computerHeading')}</h2>
      <p>{say('computerLead')}</p>
      {softwareCie !== undefined && <SoftwareCie login={login} origin={softwareCie} portal={portal} />}
      {door !== undefined && (
        <section class="tessera-card mb-4" aria-labelledby="certificato">
          <h3 id="certificato" class="h5">
            {say('doorHeading')}
          </h3>
          <p>{say('doorText')}</p>
          <Form action={pathIn(login, 'tls-door')}>
            <Actions>
              <Button look={softwareCie === undefined ? 'primary' : 'outline'}>{say('doorGo')}</Button>
            </Actions>
          </Form>
        </section>
      )}
      <Form action={pathIn(login, 'read-card')}>
        <Button look="link">{say('otherWay')}</Button>
      </Form>
      <WaysOut login={login} />
    </LoginFrame>
  );
}

function SoftwareCie(props: { readonly login: OpenLogin; readonly origin: string; readonly portal: string }) {
  const { login, origin, portal } = props;
  const say = useSay(cardTexts);
  return (
    <section class="tessera-card mb-4" aria-labelledby="software-cie">
      <h3 id="software-cie" class="h5">
        {say('softwareCieHeading')}
      </h3>
      <p>{say('softwareCieText')}</p>
      <div
        id="software-cie-status"
        data-url={`${origin}/stato`}
        data-ready={say('statusReady')}
        data-no-card={say('statusNoCard')}
        data-no-reader={say('statusNoReader')}
        data-absent={say('statusAbsent')}
      >
        <p role="status" />
        <button type="button" class="btn btn-outline-primary btn-sm" hidden>
          {say('statusCheck')}
        </button>
      </div>
      <Form action={pathIn(login, 'software-cie')}>
        <Actions>
          <Button>{say('softwareCieGo')}</Button>
        </Actions>
      </Form>
      <p class="mt-3 mb-0">
        <a href={`${portal}/aiuto/software-cie`}>{say('softwareCieHelp')}</a>
      </p>
    </section>
  );
}
