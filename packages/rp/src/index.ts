export { CLAIMS, FISCAL_NUMBER, fiscalCodeIn } from './claims.ts';
export type { Exchange } from './exchange.ts';
export {
  generateServiceKeys,
  importServiceKeys,
  type KeyEncryptionAlgorithm,
  type ServiceKey,
  type ServiceKeys,
  type SigningAlgorithm,
} from './keys.ts';
export { openService, type Service } from './open-service.ts';
export { relyingPartyMetadata, type ServiceSettings } from './settings.ts';
export type { Level, PendingSignIn, SignIn, SignInResult, Wish } from './sign-in.ts';
