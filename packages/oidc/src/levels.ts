import type { Level } from '@tessera/assurance';

/** `acr` values of the three levels (docs/rules/oidc.md 9). */
export const ACR_VALUES = [
  'https://www.spid.gov.it/SpidL1',
  'https://www.spid.gov.it/SpidL2',
  'https://www.spid.gov.it/SpidL3',
] as const;

const LEVELS: readonly Level[] = [1, 2, 3];

export const acrOf = (level: Level): string => ACR_VALUES[level - 1] ?? '';

/** Null for anything that is none of the three. */
export const levelOf = (acr: string): Level | null => LEVELS.find((level) => acrOf(level) === acr) ?? null;
