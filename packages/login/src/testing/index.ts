/** For tests alone: `@tessera/login/testing`. */

export * from './card-holder.ts';
export * from './people.ts';
