import type { SentCode } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import { Actions, Button, Callout, CodeField, Countdown, Form, LaterButton, useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from './texts.ts';

export interface CodeEntryProps {
  readonly code: SentCode;
  readonly now: Instant;
  /** "Non hai ricevuto l'SMS?" */
  readonly notReceived: ComponentChildren;
  /** "Invia SMS di nuovo" */
  readonly again: ComponentChildren;
  /** Where another code is asked for. */
  readonly againPath: string;
}

/** The box for a code, how long it is good for, and a way to get another. */
export function CodeEntry({ code, now, notReceived, again, againPath }: CodeEntryProps) {
  const say = useSay(texts);
  return (
    <>
      {now >= code.expiresAt && (
        <Callout kind="warning">
          <p>{say('codeExpired')}</p>
        </Callout>
      )}
      <Form>
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
