/** For tests alone: `@tessera/oidc/testing`. */
export * from './open-test-provider.ts';
export * from './scripted-login.ts';
export * from './scripted-service.ts';
