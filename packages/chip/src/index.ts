export type { AccessCondition } from './access-condition.ts';
export { type Card, type CardMemory, type CardSurroundings, createCard, type Exchange } from './card.ts';
export type { CardFile } from './card-file.ts';
export { type CardState, type Code, type Codes, isClosed, reset } from './card-state.ts';
export { decodeCard } from './decode-card.ts';
export { encodeCard } from './encode-card.ts';
export { type Guess, isGuess, type Outcome, type Turn } from './guess.ts';
export { NotACard } from './json-reader.ts';
export { atrOf, type Maker, makers } from './maker.ts';
export {
  type CardKeyPair,
  type CardOrder,
  PIN_TRIES,
  PUK_TRIES,
  personalise,
  type SecurityObjects,
  signedFiles,
} from './personalise.ts';
export { documentSecret, type PrintedData, printedLines } from './printed-lines.ts';
export { respond } from './respond.ts';
