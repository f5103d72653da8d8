/** The serial number printed at the top right of the card, such as CA00000AA (COD-10). */
export type CardSerial = string;

/** Two letters, the first a C, five digits, two letters. */
const PATTERN = /^C[A-Z]\d{5}[A-Z]{2}$/;

/** Takes lower case, blanks, dots and hyphens; null when it is no serial number. */
export function parseCardSerial(text: string): CardSerial | null {
  const serial = text.replace(/[\s.-]/g, '').toUpperCase();
  return PATTERN.test(serial) ? serial : null;
}
