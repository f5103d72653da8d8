// The primitives live with the readers; tests of the pure rooms take them from here.
export { nodePrimitives } from '@tessera/readers';
export * from './rsa-key-pair.ts';
