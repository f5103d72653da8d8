import { isOfType } from '../jose/jwt-type.ts';
import type { AssertionCheck } from './assertion-check.ts';

/** What an assertion may call itself (RFC 7519 section 5.1; the successor of RFC 7523 gives it a type of its own). */
const TYPES = ['jwt', 'client-authentication+jwt'];

export const assertionType: AssertionCheck = ({ header }) =>
  isOfType(header, TYPES) ? null : 'typ is neither JWT nor client-authentication+jwt';
