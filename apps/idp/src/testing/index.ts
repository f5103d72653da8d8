/** For tests alone: `@tessera/idp/testing`. */
export * from './oidc-server.ts';
