import type { AttributeName, Attributes } from '@tessera/assurance';
import type { Language } from '@tessera/base';
import { levelOf, type OpenLogin, type Proof } from '@tessera/login';
import {
  Actions,
  Button,
  Callout,
  Checkbox,
  type Description,
  DescriptionList,
  Form,
  useSay,
  useVisit,
} from '@tessera/web';
import { texts } from '../../texts/index.ts';
import { dayInWords } from '../../times.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

export interface ConsentPageProps {
  readonly login: OpenLogin;
  readonly proof: Proof;
  /** Exactly what leaves if the citizen agrees (T-PRV-04). */
  readonly data: Partial<Attributes>;
  /** Where the citizen can withdraw the permission to read again. */
  readonly accesses: string;
}

/** "Autorizzi l'invio dei dati?" with the values: always the last page (CON-01..05). */
export function ConsentPage({ login, proof, data, accesses }: ConsentPageProps) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { relyingParty, offlineAccess } = login.request;
  const service = relyingParty.displayName;
  const items = describe(data, say, language);
  return (
    <LoginFrame
      login={login}
      title={say('consentTitle', { level: levelOf(proof.methods) })}
      step={say('consentHeading')}
      typed={{ offline_access: 'on' }}
    >
      {proof.methods.includes('session') && <SignedOnNotice login={login} />}
      <section class="tessera-card" aria-labelledby="dati">
        <h2 id="dati" class="h4">
          {say('consentHeading')}
        </h2>
        {items.length === 0 ? (
          <p>{say('consentNothing', { service })}</p>
        ) : (
          <>
            <p>
              {say('consentText')} <strong>{service}</strong>
            </p>
            <DescriptionList items={items} />
          </>
        )}
        <p class="field-hint">{say(levelText(proof))}</p>
        <Form action={pathIn(login, 'consent')}>
          {offlineAccess && (
            <Checkbox
              name="offline_access"
              label={say('offlineAccess', { service })}
              hint={say('offlineAccessHint', { address: accesses })}
            />
          )}
          <Actions>
            <Button>{say('agree')}</Button>
            <Button look="outline" formAction={pathIn(login, 'cancel')}>
              {say('cancel')}
            </Button>
          </Actions>
        </Form>
      </section>
    </LoginFrame>
  );
}

function SignedOnNotice({ login }: { readonly login: OpenLogin }) {
  const say = useSay(texts);
  return (
    <Callout kind="info" title={say('signedOnTitle')}>
      <p>{say('signedOnText')}</p>
      <Form action={pathIn(login, 'other-person')}>
        <Button look="link">{say('notYou')}</Button>
      </Form>
    </Callout>
  );
}

/** In the order of the guides (CON-01). */
const SHOWN: readonly AttributeName[] = ['givenName', 'familyName', 'birthDate', 'fiscalCode'];

function describe(data: Partial<Attributes>, say: ReturnType<typeof texts>, language: Language): Description[] {
  return SHOWN.flatMap((name) => {
    const value = data[name];
    if (value === undefined) return [];
    const shown = name === 'birthDate' ? say('dateBoth', { iso: value, words: dayInWords(language, value) }) : value;
    return [{ term: say(name), value: shown }];
  });
}

function levelText({ methods }: Proof) {
  if (methods.includes('session')) return 'levelUsedSession';
  const level = levelOf(methods);
  return level === 3 ? 'levelUsed3' : level === 2 ? 'levelUsed2' : 'levelUsed1';
}
