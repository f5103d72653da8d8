import type { SentCode } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import {
  Actions,
  Button,
  Callout,
  CodeField,
  Countdown,
  Form,
  type FormErrors,
  LaterButton,
  useSay,
} from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from './texts.ts';

export interface CodeEntryProps {
  readonly code: SentCode;
  readonly now: Instant;
  /** Where the code goes: this page is also the answer to a wish for another one, which has an address of its own. */
  readonly path: string;
  /** What was wrong with the code just typed: it says more than that the code is too old. */
  readonly errors: FormErrors;
  /** "Non hai ricevuto l'SMS?" */
  readonly notReceived: ComponentChildren;
  /** "Invia SMS di nuovo" */
  readonly again: ComponentChildren;
  /** Where another code is asked for. */
  readonly againPath: string;
}

/** The box for a code, how long it is good for, and a way to get another. */
export function CodeEntry({ code, now, path, errors, notReceived, again, againPath }: CodeEntryProps) {
  const say = useSay(texts);
  return (
    <>
      {now >= code.expiresAt && errors.length === 0 && (
        <Callout kind="warning">
          <p>{say('codeExpired')}</p>
        </Callout>
      )}
      <Form action={path}>
        <CodeField name="code" label={say('codeLabel')} hint={say('codeHint')} required />
        <Countdown until={code.expiresAt} now={now} />
        <Actions>
          <Button>{say('next')}</Button>
        </Actions>
      </Form>
      <div class="mt-5">
        <Form action={againPath}>
          <p>{notReceived}</p>
          <LaterButton from={code.resendAt} now={now}>
            {again}
          </LaterButton>
        </Form>
      </div>
    </>
  );
}
