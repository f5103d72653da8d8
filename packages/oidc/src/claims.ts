import { ATTRIBUTE_NAMES, type AttributeName, type Attributes } from '@tessera/assurance';

/** The wire name of each of the four data (docs/rules/oidc.md 17). */
export const CLAIM_OF: Readonly<Record<AttributeName, string>> = {
  givenName: 'given_name',
  familyName: 'family_name',
  birthDate: 'birthdate',
  fiscalCode: 'https://attributes.eid.gov.it/fiscal_number',
};

/** ETSI EN 319 412-1: the tax code is a natural person's identifier, with type and country before it. */
const FISCAL_NUMBER_PREFIX = 'TINIT-';

/** The data that these claim names ask for. Others are known to the profile, or to nobody, and give nothing. */
export const attributesNamed = (claims: Iterable<string>): AttributeName[] => {
  const asked = new Set(claims);
  return ATTRIBUTE_NAMES.filter((name) => asked.has(CLAIM_OF[name]));
};

/** What leaves: asked for in this place, and agreed to by the citizen. */
export function claimsReleased(
  asked: readonly AttributeName[],
  released: Partial<Attributes>,
): Readonly<Record<string, string>> {
  const claims: Record<string, string> = {};
  for (const name of asked) {
    const value = released[name];
    if (value !== undefined) claims[CLAIM_OF[name]] = name === 'fiscalCode' ? FISCAL_NUMBER_PREFIX + value : value;
  }
  return claims;
}
