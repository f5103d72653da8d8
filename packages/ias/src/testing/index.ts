export * from './node-primitives.ts';
export * from './rsa-key-pair.ts';
