import { LANGUAGES } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import type { Block } from './article.ts';
import { ARTICLES } from './index.ts';
import { NEWS } from './news.ts';

/** What a reader of another language gets: the same pieces in the same order, with the same links and names. */
function shape(blocks: readonly Block[]): unknown {
  return blocks.map((block) => {
    const words = JSON.stringify(block);
    const links = Array.from(words.matchAll(/\]\(([^)]+)\)|"href":"([^"]+)"/g), ([, link, href]) => link ?? href);
    const names = Array.from(words.matchAll(/\{(\w+)\}/g), ([, name]) => name).sort();
    switch (block.kind) {
      case 'list':
      case 'steps':
        return [block.kind, block.items.length, links, names];
      case 'table':
        return [block.kind, block.head.length, block.rows.map((row) => row.length), links, names];
      case 'question':
        return [block.kind, block.id, shape(block.answer)];
      case 'heading':
        return [block.kind, block.id];
      case 'notice':
        return [block.kind, block.look, links, names];
      default:
        return [block.kind, links, names];
    }
  });
}

describe('articles', () => {
  it.each(ARTICLES)('$path says the same in each language', ({ texts }) => {
    for (const language of LANGUAGES) {
      expect(shape(texts[language].body), language).toEqual(shape(texts.it.body));
      expect(texts[language].title.trim()).not.toBe('');
      expect(texts[language].summary.trim()).not.toBe('');
    }
  });

  it.each(ARTICLES)('$path is translated', ({ texts }) => {
    expect(texts.en.summary).not.toBe(texts.it.summary);
    expect(texts.de.summary).not.toBe(texts.it.summary);
  });

  it('have addresses of their own', () => {
    expect(new Set(ARTICLES.map(({ path }) => path)).size).toBe(ARTICLES.length);
  });

  it('news come newest first, on days of their own', () => {
    const days = NEWS.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort().reverse());
  });
});
