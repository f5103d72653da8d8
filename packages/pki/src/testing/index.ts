export * from './forge.ts';
export * from './issuing-key-folder.ts';
export * from './openssl.ts';
export * from './responder-server.ts';
export * from './test-authority.ts';
