const UNKNOWN_HALF = '****';

/** False while a half is still to come. */
export const isWhole = (code: string): boolean => !code.includes(UNKNOWN_HALF);

/** The eight digits as the citizen knows them: a half whose letter has not come is `****`. */
export const wholeCode = (firstHalf: string | null, secondHalf: string | null): string =>
  `${firstHalf ?? UNKNOWN_HALF}${secondHalf ?? UNKNOWN_HALF}`;
