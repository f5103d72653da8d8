import { useSay, useVisit } from '@tessera/web';
import type { InboxMessage, MessageKind } from '../../world/message-store.ts';
import { shortTime } from '../format.ts';
import { panelTexts } from '../texts/index.ts';
import { CopyText } from './pieces.tsx';

/** The text of each kind's name. */
export const KIND_NAMES = { sms: 'sms', email: 'emailKind', push: 'push', letter: 'letter' } as const satisfies Record<
  MessageKind,
  string
>;

export interface MessageListProps {
  /** Newest first. */
  readonly messages: readonly InboxMessage[];
  /** Who has this phone number or mailbox. */
  readonly owners: ReadonlyMap<string, string>;
  /** Only the first lines of each. */
  readonly brief?: boolean;
}

export function MessageList({ messages, owners, brief = false }: MessageListProps) {
  return (
    <ul class={brief ? 'messages brief' : 'messages'}>
      {messages.map((message) => (
        <li key={message.id}>
          <MessageBox message={message} owner={owners.get(message.to)} />
        </li>
      ))}
    </ul>
  );
}

function MessageBox({ message, owner }: { readonly message: InboxMessage; readonly owner: string | undefined }) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  const { id, kind, to, subject, text, code, letter, at } = message;
  return (
    // A letter is a page long, and opens whole: in the list its first lines are enough.
    <article class={letter === null ? 'panel' : 'panel brief'} id={`message-${id}`}>
      <div class="message-head">
        <span class="kind">{say(KIND_NAMES[kind])}</span>
        <strong>{owner ?? to.split('\n')[0]}</strong>
        {owner !== undefined && <span class="soft">{to}</span>}
        <time class="soft" dateTime={new Date(at).toISOString()}>
          {shortTime(at, language)}
        </time>
      </div>
      {subject !== null && (
        <p>
          <strong>{subject}</strong>
        </p>
      )}
      <pre class="text">{text}</pre>
      <p>
        <a href={`/inbox/${id}`} aria-label={say('openOf', { id })} id={`open-${id}`}>
          {say('open')}
        </a>
        {letter !== null && (
          <>
            {' · '}
            <a href={`/inbox/${id}/letter.pdf`} aria-label={say('printedOf', { id })} id={`letter-${id}`}>
              {say('printed')}
            </a>
          </>
        )}
        {code !== null && <CopyText id={`code-${id}`} text={code} label={say('copyCode')} what={code} />}
        {letter?.sheets.flatMap(({ codes }, sheet) =>
          codes.map(({ label, value }, place) => (
            <CopyText
              id={`code-${id}-${sheet}-${place}`}
              key={label}
              text={value}
              label={say('copyOf', { what: label })}
            />
          )),
        )}
      </p>
    </article>
  );
}
