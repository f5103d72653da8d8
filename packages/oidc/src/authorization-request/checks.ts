import { acrValues } from './acr-values.ts';
import { audience } from './audience.ts';
import { claimsParameter } from './claims-parameter.ts';
import { codeChallenge } from './code-challenge.ts';
import { idTokenHintAbsent } from './id-token-hint-absent.ts';
import { identifier } from './identifier.ts';
import { issuer } from './issuer.ts';
import { lifetime } from './lifetime.ts';
import { maxAge } from './max-age.ts';
import { nonce } from './nonce.ts';
import { outerParameters } from './outer-parameters.ts';
import { prompt } from './prompt.ts';
import { registrationAbsent } from './registration-absent.ts';
import type { RequestCheck } from './request-check.ts';
import { requestUriAbsent } from './request-uri-absent.ts';
import { responseMode } from './response-mode.ts';
import { responseType } from './response-type.ts';
import { scope } from './scope.ts';
import { state } from './state.ts';
import { subjectAbsent } from './subject-absent.ts';
import { uiLocales } from './ui-locales.ts';

/**
 * The rules for a request whose sender is known, in the order of docs/rules/oidc.md 9. The first that is broken is answered
 * to the relying party. After the last one the request is written down, which refuses a second use (T-OID-08).
 */
export const REQUEST_CHECKS: readonly RequestCheck[] = [
  // The request object as a message.
  issuer,
  audience,
  lifetime,
  subjectAbsent,
  identifier,
  requestUriAbsent,
  registrationAbsent,
  // What it asks for.
  responseType,
  responseMode,
  scope,
  outerParameters,
  state,
  nonce,
  codeChallenge,
  prompt,
  maxAge,
  acrValues,
  claimsParameter,
  idTokenHintAbsent,
  uiLocales,
];
