const NUMBERS =
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti'.split(
    ' ',
  );
const COLOURS = 'rosso giallo verde blu bianco nero grigio marrone'.split(' ');
const ORDINALS = 'prima seconda terza quarta'.split(' ');

const numberOf = (word: string): number => NUMBERS.indexOf(word);

/** The answer that a person gives to the question that stands in place of the robot check, in words. */
export function answerInWords(question: string): string {
  const [, kind = '', words = ''] = /^(.*?[?:])\s*(.*)$/.exec(question.trim()) ?? [];
  const list = words.split(', ');
  const [, a = '', sign, b = ''] = /^Quanto fa (\S+) (più|meno) (\S+)\?$/.exec(kind) ?? [];
  if (sign !== undefined) return NUMBERS[numberOf(a) + (sign === 'più' ? 1 : -1) * numberOf(b)] ?? '';
  if (kind.includes('colore')) return list.find((word) => COLOURS.includes(word)) ?? '';
  if (kind.includes('più grande')) return NUMBERS[Math.max(...list.map(numberOf))] ?? '';
  return list[ORDINALS.findIndex((ordinal) => kind.includes(ordinal))] ?? '';
}
