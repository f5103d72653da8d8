/** For tests alone: `@tessera/idp/testing`. */

export { type BrowserWithCertificate, openBrowserWithCertificate } from './browser-with-certificate.ts';
export * from './oidc-server.ts';
