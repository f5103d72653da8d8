/** For tests alone: `@tessera/activation/testing`. */
export {
  answerWith,
  answerWrongly,
  beginInNewBrowser,
  entered,
  provenInNewBrowser,
  question,
  typedAt,
  wrongHalf,
} from './answers.ts';
export { type Observed, observed } from './observed.ts';
export { codeSentTo, type NewCitizen, newCitizen, tables } from './people.ts';
export { activate, GOOD_PASSWORD, provePhone, walkToSecondFactor } from './walk.ts';
