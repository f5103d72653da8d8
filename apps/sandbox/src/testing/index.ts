/** For tests alone: `@tessera/sandbox/testing`. */
export { fewKeyPairs } from './few-key-pairs.ts';
export { temporarySandbox } from './temporary-sandbox.ts';
