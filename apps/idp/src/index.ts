export type { Answer, BeginLogin, Correlation, Protocol } from './bridge.ts';
export { createIdp, type IdpOptions } from './create-idp.tsx';
