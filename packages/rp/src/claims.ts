/** `acr` values are this and the level (docs/rules/oidc.md 9). */
export const ACR = 'https://www.spid.gov.it/SpidL';

/** The four data that a CIE identity has (CON-02), by wire name. */
export const CLAIMS = [
  'given_name',
  'family_name',
  'birthdate',
  'https://attributes.eid.gov.it/fiscal_number',
] as const;
