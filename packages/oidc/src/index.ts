export { type Answer, originOf } from './authorization/authorization-answer.ts';
export { type Begun, beginAuthorization, type WrittenRequest } from './authorization/begin-authorization.ts';
export { type OidcProtocol, oidcProtocol } from './authorization/protocol.ts';
export type { Parameters } from './authorization-request/request-check.ts';
export { BrokenRule, type ErrorCode } from './broken-rule.ts';
export { forgetPast } from './forget-past.ts';
export { discoveryDocument, keySet } from './metadata-document.ts';
export { migrations } from './migrations.ts';
export { type OfflineGrant, offlineGrants, revokeOfflineGrant } from './offline-grants.ts';
export { openIdProvider } from './open-provider.ts';
export { ENDPOINT_PATHS, type OpenIdProvider, type SubjectAlive } from './provider.ts';
export type { BrokenRegistrationRule } from './relying-party/read-relying-party.ts';
export {
  type RegistrationResult,
  registerRelyingParty,
  registerStaticRelyingParties,
} from './relying-party/register.ts';
export type { RelyingParties, RelyingParty, Tolerance } from './relying-party/relying-party.ts';
export { allRelyingParties } from './relying-party/relying-party-store.ts';
export { staticRelyingParties } from './relying-party/static-relying-parties.ts';
export { answerTokenRequest } from './token/answer-token-request.ts';
export type { TokenResponse } from './token/token-response.ts';
export { introspect } from './token-status/introspect.ts';
export { revoke } from './token-status/revoke.ts';
export { type LoggedExchange, readTransactionLog } from './transaction-log.ts';
export { bearerOf, readUserinfo } from './userinfo/read-userinfo.ts';
