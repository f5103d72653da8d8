export { admittedOn } from './admission.ts';
export type { Conclusion, Tell } from './answer.ts';
export { begin, LOGIN_LIFETIME } from './begin.ts';
export type { CardRequest } from './card-request-store.ts';
export type { CardReading } from './card-verdict.ts';
export { chooseCard, chooseComputer, choosePassword } from './choose-card.ts';
export { type Agreement, agree, decline, dropProof, released } from './consent.ts';
export { forgetOld } from './forget-old.ts';
export { aimOf, type CardDoor, levelOf } from './levels.ts';
export {
  type CardRefusal,
  type CardTrouble,
  type CodeSending,
  type Explanation,
  isCardRefusal,
  type Login,
  type Proof,
} from './login.ts';
export type { Correlation } from './login-store.ts';
export { meansStand } from './means.ts';
export { migrations } from './migrations.ts';
export { type Opened, type OpenLogin, openLogin } from './open-login.ts';
export { proveCard } from './prove-card.ts';
export { type PasswordOutcome, provePassword, type TypedCredentials } from './prove-password.ts';
export {
  type AwaitingCard,
  askCard,
  awaitsCard,
  CARD_REQUEST_LIFETIME,
  recordReading,
  takeCardRequest,
  type WayBack,
} from './read-card.ts';
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
