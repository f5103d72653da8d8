import { Callout, LinkButton, useVisit } from '@tessera/web';
import type { ComponentChild } from 'preact';
import { PublicPage } from '../pages/public-page.tsx';
import type { Article, Block } from './article.ts';
import { type Names, richText } from './rich-text.tsx';

export interface ArticlePageProps {
  readonly article: Article;
  /** Where problems are reported: an e-mail address. */
  readonly feedback: string;
}

/** An article in the reader's language. */
export function ArticlePage({ article, feedback }: ArticlePageProps) {
  const { language, settings } = useVisit();
  const { title, summary, body } = article.texts[language];
  const names = {
    phone: <a href={`tel:${settings.helpDesk.phone.replaceAll(' ', '')}`}>{settings.helpDesk.phone}</a>,
    hours: settings.helpDesk.hours[language],
    authority: settings.authorityName,
    feedback: <a href={`mailto:${feedback}`}>{feedback}</a>,
  };
  return (
    <PublicPage section={article.section} title={title} lead={summary} breadcrumb={[{ text: title }]}>
      {body.map((block) => shown(block, names))}
    </PublicPage>
  );
}

function shown(block: Block, names: Names): ComponentChild {
  switch (block.kind) {
    case 'heading':
      return <h2 id={block.id}>{block.text}</h2>;
    case 'text':
      return <p>{richText(block.text, names)}</p>;
    case 'list':
      return <ul>{items(block.items, names)}</ul>;
    case 'steps':
      return <ol>{items(block.items, names)}</ol>;
    case 'notice':
      return (
        <Callout kind={block.look} title={block.title}>
          <p>{richText(block.text, names)}</p>
        </Callout>
      );
    case 'table':
      return <Table {...block} names={names} />;
    case 'question':
      return (
        <details id={block.id}>
          <summary>{block.question}</summary>
          {block.answer.map((part) => shown(part, names))}
        </details>
      );
    case 'button':
      return (
        <p class="actions">
          <LinkButton href={block.href}>{block.text}</LinkButton>
        </p>
      );
  }
}

const items = (texts: readonly string[], names: Names): ComponentChild[] =>
  texts.map((text) => <li key={text}>{richText(text, names)}</li>);

interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly names: Names;
}

/** A wide table scrolls in its own frame, which the keyboard reaches; on a telephone each row becomes a block. */
function Table({ caption, head, rows, names }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table class="table-plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell) =>
              cell === '' ? (
                <td key={cell} />
              ) : (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, i) => (
                <td key={cell} data-column={head[i + 1]}>
                  {richText(cell, names)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
