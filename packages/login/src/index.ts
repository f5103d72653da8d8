export { admittedOn } from './admission.ts';
export type { Conclusion, Tell } from './answer.ts';
export { begin, LOGIN_LIFETIME } from './begin.ts';
export { type Agreement, agree, decline, dropProof, released } from './consent.ts';
export { forgetOld } from './forget-old.ts';
export { aimOf, levelOf } from './levels.ts';
export type { CodeSending, Explanation, Login, Proof } from './login.ts';
export type { Correlation } from './login-store.ts';
export { migrations } from './migrations.ts';
export { type Opened, type OpenLogin, openLogin } from './open-login.ts';
export { type PasswordOutcome, provePassword, type TypedCredentials } from './prove-password.ts';
export {
  type AwaitingCode,
  awaitsCode,
  type CodeOutcome,
  proveCode,
  resendCode,
  settleForLevel1,
} from './sign-in-code.ts';
export { SIGN_ON_IDLE_MAX, SIGN_ON_LIFETIME, signedOn, signOff } from './sign-on.ts';
export { texts } from './texts.ts';
