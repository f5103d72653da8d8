/** For tests alone: `@tessera/login/testing`. */
export * from './people.ts';
