import { isIdentifier } from '../authorization-request/identifier.ts';
import type { AssertionCheck } from './assertion-check.ts';

export const assertionIdentifier: AssertionCheck = ({ claims }) =>
  isIdentifier(claims['jti']) ? null : 'jti is missing, or not 1 to 256 printable ASCII characters';
