import type { AssertionCheck } from './assertion-check.ts';

/** This endpoint, or the issuer (docs/rules/oidc.md 13). */
export const assertionAudience: AssertionCheck = ({ claims: { aud }, audiences }) => {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return named.some((one) => audiences.some((audience) => audience === one))
    ? null
    : 'aud must be this endpoint or the issuer';
};
