import { assertionAudience } from './assertion-audience.ts';
import type { AssertionCheck } from './assertion-check.ts';
import { assertionIdentifier } from './assertion-identifier.ts';
import { assertionIssuer } from './assertion-issuer.ts';
import { assertionTime } from './assertion-time.ts';
import { assertionType } from './assertion-type.ts';
import { noRequestObject } from './no-request-object.ts';

/** The rules of a client assertion, in the order of docs/rules/oidc.md 13. The last one, single use, is the table's. */
export const ASSERTION_CHECKS: readonly AssertionCheck[] = [
  assertionType,
  noRequestObject,
  assertionIssuer,
  assertionAudience,
  assertionTime,
  assertionIdentifier,
];
