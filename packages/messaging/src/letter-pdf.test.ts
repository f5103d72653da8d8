import { spawnSync } from 'node:child_process';
import type { OutgoingMessage } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { letterPdf } from './letter-pdf.ts';

const LETTER: OutgoingMessage & { kind: 'letter' } = {
  kind: 'letter',
  to: 'Nicolò Größenwahn\nGemeinde Pietrachiara',
  language: 'de',
  holds: 'second-half',
  sheets: [
    {
      title: 'Ihre elektronische Identitätskarte',
      paragraphs: [
        'Dieses Blatt enthält die letzten 4 Ziffern.',
        'Bewahren Sie die Blätter an verschiedenen Orten auf.',
      ],
      codes: [
        { label: 'PIN: die letzten 4 Ziffern', value: '9012' },
        { label: 'PUK: die letzten 4 Ziffern', value: '3456' },
      ],
    },
    { title: 'Zweites Blatt', paragraphs: ['Ende.'], codes: [] },
  ],
};

const poppler = ['pdfinfo', 'pdftotext', 'pdffonts'].every((tool) => spawnSync(tool, ['-v']).error === undefined);

/** What one of poppler's tools says of the letter. */
async function ask(tool: string, ...options: string[]): Promise<string> {
  const { stdout, stderr, status } = spawnSync(tool, [...options, '-', ...(tool === 'pdftotext' ? ['-'] : [])], {
    input: await letterPdf(LETTER),
  });
  expect(status, stderr.toString()).toBe(0);
  expect(stderr.toString()).toBe('');
  return stdout.toString();
}

describe('a letter as PDF', () => {
  it('declares its language, its title, and that it can be read aloud', async () => {
    const plain = Buffer.from(await letterPdf(LETTER)).toString('latin1');
    expect(plain.startsWith('%PDF-1.7')).toBe(true);
    expect(plain).toContain('/Lang (de)');
    expect(plain).toContain('/DisplayDocTitle true');
    expect(plain).toContain('pdfuaid:part');
  });

  describe.skipIf(!poppler)('read by poppler (package poppler-utils)', () => {
    it('DSK-07 has one page a sheet', async () => {
      const info = await ask('pdfinfo');
      expect(info).toMatch(/Pages:\s+2/);
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).toMatch(/Title:\s+Ihre elektronische Identitätskarte/);
      expect(info).toMatch(/A4/);
    });

    it('is read in order: addressee, title, text, then each code after its label', async () => {
      const structure = (await ask('pdfinfo', '-struct-text')).replace(/\s+/g, ' ');
      const order = [
        'Document',
        '"Nicolò Größenwahn"',
        'H1 (block) "Ihre elektronische Identitätskarte"',
        'P (block) "Dieses Blatt enthält die letzten 4 Ziffern."',
        'Lbl (block) "PIN: die letzten 4 Ziffern" LBody (block) "9012"',
        'Lbl (block) "PUK: die letzten 4 Ziffern" LBody (block) "3456"',
        'H1 (block) "Zweites Blatt"',
      ];
      const places = order.map((piece) => structure.indexOf(piece));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });

    it('gives its text with every accent, and carries its fonts', async () => {
      expect(await ask('pdftotext')).toContain('Nicolò Größenwahn');
      const fonts = (await ask('pdffonts')).split('\n').slice(2).filter(Boolean);
      expect(fonts).toHaveLength(3);
      for (const font of fonts) expect(font).toMatch(/yes yes yes/);
    });
  });
});
