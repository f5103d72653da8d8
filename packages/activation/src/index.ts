export type {
  Activation,
  ActivationState,
  At,
  Holder,
  Obstacle,
  SecondFactor,
  SentCode,
  StepName,
} from './activation.ts';
export { type Answer, type AnswerResult, answerDigits } from './answer-digits.ts';
export {
  askDigits,
  beginActivation,
  beginActivationIn,
  begunBefore,
  findActivation,
  keepActivation,
  type Question,
} from './begin.ts';
export { beginWithCard } from './begin-with-card.ts';
export { GUESSES_MAX, type Pair, type Positions } from './budget.ts';
export { expectCardSignIn, type SignInUnderWay, takeCardSignIn } from './card-sign-in.ts';
export { languageOf } from './citizen-of.ts';
export type { CodeConfirmation, CodeSending } from './code.ts';
export { type Door, doorOf, type Entered } from './doors.ts';
export { confirmEmail, emailOnFile, goOnWithoutEmail, sendEmailCode } from './email.ts';
export { migrations } from './migrations.ts';
export { choosePassword, type PasswordChoice, problemsOfPassword } from './password.ts';
export { confirmPhone, sendPhoneCode } from './phone.ts';
export type { FirstForm } from './session.ts';
export { recordSkippedStep } from './skipped-step.ts';
export { finishActivation, type SwitchOnResult } from './switch-on.ts';
