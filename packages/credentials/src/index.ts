export {
  beginRecovery,
  keepRecovery,
  type RecoveryForm,
  recoveryBegunBefore,
  recoveryOf,
  resendRecoveryCode,
} from './begin-recovery.ts';
export { boundPhone, type Usernames, usernamesOf } from './bound-contacts.ts';
export { checkPassword, type PasswordAccepted, type PasswordAttempt, type PasswordCheck } from './check-password.ts';
export { type CodeText, codeEmail, codeMessage, codeSms } from './code-message.ts';
export { type Contact, maskEmail, maskPhone, parseEmail, parsePhone } from './contact.ts';
export { type Contacts, contactsOf, recordContacts } from './contacts.ts';
export { type Credentials, credentialsOf, mayUse } from './credentials.ts';
export type { SecondFactor } from './credentials-store.ts';
export {
  type NewPasswordForm,
  type PasswordRecovery,
  problemsOfNewPassword,
  type RecoveryCodeCheck,
  redeemRecoveryCode,
  setRecoveredPassword,
} from './finish-recovery.ts';
export { PoolBusy } from './hashing-pool.ts';
export { rememberBrowser } from './known-browsers.ts';
export { migrations } from './migrations.ts';
export { CODE_DIGITS, CODE_LIFETIME, type CodeCheck, type CodePurpose, parseOneTimeCode } from './one-time-code.ts';
export type { CodeDoor } from './one-time-code-store.ts';
export { argon2idHashing, hashPassword, type PasswordHashing } from './password-hashing.ts';
export { passwordProblems } from './password-problems.ts';
export {
  brokenRules,
  PASSWORD_INPUT_MAX,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  type PasswordProblem,
  type PasswordRule,
} from './password-rules.ts';
export { personalWordsOf } from './personal-words.ts';
export type { RecoveryStep, RecoveryVia } from './recovery.ts';
export { redeemOneTimeCode } from './redeem-one-time-code.ts';
export { type CodeRequest, type CodeSent, sendCode, sendOneTimeCode } from './send-one-time-code.ts';
export { suspend } from './suspend.ts';
export { sweep } from './sweep.ts';
export { type NewCredentials, phoneTaken, type SwitchOn, switchOn } from './switch-on.ts';
export { texts } from './texts.ts';
