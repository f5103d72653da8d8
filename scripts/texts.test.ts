import { readFileSync } from 'node:fs';
import { type Catalogue, LANGUAGES } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { isTest, sources } from './house.ts';

/** Names of the values that an ICU message takes. */
const placeholders = (message: string): string[] =>
  [...new Set(Array.from(message.matchAll(/\{\s*(\w+)\s*[,}]/g), (match) => match[1] ?? ''))].sort();

const holders = sources().filter(
  (file) => !isTest(file) && /\bcatalogue\(/.test(readFileSync(file, 'utf8')) && !file.endsWith('base/src/texts.ts'),
);

describe('texts', () => {
  it('there are catalogues to look at', () => expect(holders.length).toBeGreaterThan(3));

  it.each(holders)('%s says the same in each language', async (file) => {
    const module = (await import(`../${file}`)) as Record<string, unknown>;
    const catalogues = Object.values(module).filter(
      (each): each is Catalogue<string> => typeof each === 'function' && 'messages' in each,
    );
    expect(catalogues.length, 'the catalogue is exported').toBeGreaterThan(0);
    for (const { messages } of catalogues) {
      for (const language of LANGUAGES) {
        expect(Object.keys(messages[language]).sort()).toEqual(Object.keys(messages.it).sort());
        for (const [key, italian] of Object.entries(messages.it)) {
          const text = messages[language][key] ?? '';
          expect(text.trim(), `${key} in ${language}`).not.toBe('');
          expect(placeholders(text), `${key} in ${language}`).toEqual(placeholders(italian));
        }
      }
    }
  });
});
