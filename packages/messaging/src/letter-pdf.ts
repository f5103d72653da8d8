import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { OutgoingMessage, Sheet } from '@tessera/base';

type Letter = OutgoingMessage & { readonly kind: 'letter' };
type Pdf = InstanceType<typeof import('pdfkit')>;

/** Points (1/72 inch) on A4, 595 wide. */
const MARGIN = 71;
const CODE_HEIGHT = 76;

const FONTS = {
  text: 'Titillium_Web/titillium-web-v10-latin-ext_latin-regular.ttf',
  strong: 'Titillium_Web/titillium-web-v10-latin-ext_latin-600.ttf',
  code: 'Roboto_Mono/roboto-mono-v13-latin-ext_latin-700.ttf',
} as const;

/** The declaration of PDF/UA-1, which pdfkit's types do not know yet. */
const ACCESSIBLE: object = { subset: 'PDF/UA' };

/**
 * A letter as PDF, one page a sheet: tagged, titled, in its language, fonts embedded (PDF/UA-1), so that it is read
 * aloud in order. Codes stand alone in large figures of one width.
 */
export async function letterPdf(letter: Letter): Promise<Uint8Array> {
  // Loaded with the first letter: it takes a while, and most processes never print one.
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    pdfVersion: '1.7',
    ...ACCESSIBLE,
    tagged: true,
    lang: letter.language,
    displayTitle: true,
    info: { Title: letter.sheets[0]?.title ?? '', Producer: 'Tessera', Creator: 'Tessera' },
  });
  const bytes = buffer(pdf);
  const fonts = join(dirname(createRequire(import.meta.url).resolve('bootstrap-italia/package.json')), 'dist/fonts');
  for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, join(fonts, file));
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  for (const sheet of letter.sheets) drawSheet(pdf, whole, letter.to, sheet);
  whole.end();
  pdf.end();
  return bytes;
}

function drawSheet(pdf: Pdf, whole: PDFKit.PDFStructureElement, to: string, { title, paragraphs, codes }: Sheet): void {
  pdf.addPage();
  const section = pdf.struct('Sect');
  whole.add(section);
  pdf.font('text').fontSize(11).text(to, { structParent: section, lineGap: 2 }).moveDown(3);
  pdf.font('strong').fontSize(20).text(title, { structParent: section, structType: 'H1' }).moveDown(0.8);
  pdf.font('text').fontSize(12);
  for (const paragraph of paragraphs)
    pdf.text(paragraph, { structParent: section, structType: 'P', lineGap: 3 }).moveDown(0.6);
  if (codes.length > 0) drawCodes(pdf, section, codes);
  section.end();
}

/** Each code in a frame of its own; read aloud, the label comes before its code. */
function drawCodes(pdf: Pdf, section: PDFKit.PDFStructureElement, codes: Sheet['codes']): void {
  const list = pdf.struct('L');
  section.add(list);
  const width = pdf.page.width - 2 * MARGIN;
  pdf.moveDown(0.6);
  for (const { label, value } of codes) {
    if (pdf.y + CODE_HEIGHT > pdf.page.maxY()) pdf.addPage();
    const top = pdf.y;
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf.lineWidth(1).roundedRect(MARGIN, top, width, CODE_HEIGHT, 4).stroke('#455a64');
    pdf.endMarkedContent();
    const item = pdf.struct('LI');
    list.add(item);
    pdf.fillColor('#17324d').font('text').fontSize(12);
    pdf.text(label, MARGIN + 16, top + 10, { structParent: item, structType: 'Lbl' });
    pdf.fillColor('#000000').font('code').fontSize(28);
    pdf.text(value, MARGIN + 16, top + 28, { structParent: item, structType: 'LBody', characterSpacing: 4 });
    item.end();
    pdf.x = MARGIN;
    pdf.y = top + CODE_HEIGHT + 12;
  }
  list.end();
}
