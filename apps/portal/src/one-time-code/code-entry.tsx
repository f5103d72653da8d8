import type { Instant } from '@tessera/base';
import { Actions, Button, Callout, CodeField, Countdown, Form, LaterButton, useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { portalTexts } from '../texts/index.ts';
import { codeTexts } from './texts.ts';

export interface CodeEntryProps {
  /** `resendAt` is null where no more codes may be asked for. */
  readonly code: { readonly expiresAt: Instant; readonly resendAt: Instant | null };
  readonly now: Instant;
  /** Where the code goes: this page is also the answer to a wish for another one, which has an address of its own. */
  readonly path: string;
  /** What was typed has used the code up, and the page says so already. */
  readonly usedUp?: boolean;
  /** What stands above the box while there is one. */
  readonly lead?: ComponentChildren;
  /** "Non hai ricevuto l'SMS?" */
  readonly notReceived: ComponentChildren;
  /** "Invia SMS di nuovo" */
  readonly again: ComponentChildren;
  /** Where another code is asked for. */
  readonly againPath: string;
  /** Beside "Continua". */
  readonly otherActions?: ComponentChildren;
}

/** The box for a code, how long it is good for, and a way to get another; once it is good for nothing, that way alone. */
export function CodeEntry(props: CodeEntryProps) {
  const { code, now, usedUp = false, lead, notReceived } = props;
  if (usedUp || now >= code.expiresAt) return <AnotherCode {...props} tooOld={!usedUp} />;
  return (
    <>
      {lead !== undefined && <p>{lead}</p>}
      <TypeCode {...props} />
      <div class="mt-5">
        <p>{notReceived}</p>
        <SendAgain {...props} main={false} />
      </div>
    </>
  );
}

function TypeCode({ code, now, path, otherActions }: CodeEntryProps) {
  const say = useSay(codeTexts);
  const sayPortal = useSay(portalTexts);
  return (
    <Form action={path}>
      <CodeField name="code" label={say('codeLabel')} hint={say('codeHint')} required />
      <Countdown until={code.expiresAt} now={now} atEnd="reload" />
      <Actions>
        <Button>{sayPortal('next')}</Button>
        {otherActions}
      </Actions>
    </Form>
  );
}

/** The code is dead: asking for another is the thing to do. */
function AnotherCode({ tooOld, ...props }: CodeEntryProps & { readonly tooOld: boolean }) {
  const say = useSay(codeTexts);
  return (
    <>
      {tooOld && (
        <Callout kind="warning" first>
          <p>{say('codeExpired')}</p>
        </Callout>
      )}
      <SendAgain {...props} main />
      {props.otherActions !== undefined && <Actions>{props.otherActions}</Actions>}
    </>
  );
}

function SendAgain({ code, now, again, againPath, main }: CodeEntryProps & { readonly main: boolean }) {
  const say = useSay(codeTexts);
  if (code.resendAt === null) return <p>{say('codeNoMore')}</p>;
  return (
    <Form action={againPath}>
      <LaterButton from={code.resendAt} now={now} main={main}>
        {again}
      </LaterButton>
    </Form>
  );
}
