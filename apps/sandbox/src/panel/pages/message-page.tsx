import { useSay, useVisit } from '@tessera/web';
import type { About } from '../../sandbox.ts';
import type { InboxMessage } from '../../world/message-store.ts';
import { dateAndTime } from '../format.ts';
import { panelTexts } from '../texts/index.ts';
import { KIND_NAMES } from './message-list.tsx';
import { PanelPage } from './panel-page.tsx';
import { CopyText } from './pieces.tsx';

export const VIEWS = ['text', 'page', 'raw'] as const;
export type View = (typeof VIEWS)[number];
const VIEW_NAMES = { text: 'viewText', page: 'viewPage', raw: 'viewRaw' } as const;

export interface MessagePageProps {
  readonly about: About;
  readonly message: InboxMessage;
  readonly view: View;
}

export function MessagePage({ about, message, view }: MessagePageProps) {
  const { language } = useVisit();
  const say = useSay(panelTexts);
  const { id, kind, to, subject, code, letter, at } = message;
  return (
    <PanelPage section="inbox" about={about} title={say('message', { id })}>
      <dl class="facts">
        <dt>{say('kind')}</dt>
        <dd>{say(KIND_NAMES[kind])}</dd>
        <dt>{say('to')}</dt>
        <dd class="lines">{to}</dd>
        <dt>{say('arrived')}</dt>
        <dd>{dateAndTime(at, language)}</dd>
        {subject !== null && (
          <>
            <dt>{say('subject')}</dt>
            <dd>{subject}</dd>
          </>
        )}
      </dl>
      <nav aria-label={say('view')}>
        <ul class="menu">
          {VIEWS.map((each) => (
            <li key={each}>
              <a href={`/inbox/${id}?view=${each}`} aria-current={each === view ? 'page' : undefined}>
                {say(VIEW_NAMES[each])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="panel">
        <MessageBody message={message} view={view} />
      </div>
      <p>
        {letter !== null && <a href={`/inbox/${id}/letter.pdf`}>{say('printed')}</a>}
        {code !== null && <CopyText id="code" text={code} label={say('copyCode')} />}
      </p>
      <p>
        <a href="/inbox">{say('backToInbox')}</a>
      </p>
    </PanelPage>
  );
}

function MessageBody({ message, view }: Pick<MessagePageProps, 'message' | 'view'>) {
  const { kind, to, subject, text, letter } = message;
  switch (view) {
    case 'text':
      return <pre class="text">{text}</pre>;
    case 'raw':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus (axe: scrollable-region-focusable)
        <pre tabIndex={0}>
          {JSON.stringify(letter ?? { kind, to, ...(subject === null ? {} : { subject }), text }, null, 2)}
        </pre>
      );
    case 'page':
      return letter === null ? <Paragraphs text={text} /> : <Sheets letter={letter} />;
  }
}

/** A text as a phone or a mail program shows it: paragraphs, nothing else. */
const Paragraphs = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </>
);

const Sheets = ({ letter }: { readonly letter: NonNullable<InboxMessage['letter']> }) => (
  <>
    {letter.sheets.map(({ title, paragraphs, codes }) => (
      <section key={title} lang={letter.language}>
        <h2>{title}</h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <dl class="facts">
          {codes.map(({ label, value }) => (
            <>
              <dt>{label}</dt>
              <dd class="clock mono">{value}</dd>
            </>
          ))}
        </dl>
      </section>
    ))}
  </>
);
