/** `acr` values are this and the level (docs/rules/oidc.md 9). */
export const ACR = 'https://www.spid.gov.it/SpidL';

export const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

/** The four data that a CIE identity has (CON-02), by wire name. */
export const CLAIMS = ['given_name', 'family_name', 'birthdate', FISCAL_NUMBER] as const;

/** The tax code that a citizen sent, without the prefix that says what kind of number it is (ETSI EN 319 412-1). Null where none was sent. */
export const fiscalCodeIn = (data: Readonly<Record<string, string>>): string | null =>
  data[FISCAL_NUMBER]?.replace(/^TINIT-/, '') ?? null;
