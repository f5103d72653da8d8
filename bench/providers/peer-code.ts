/** The peer's second factor: a code that its load client knows, as a TOTP app would. */
export const PEER_CODE = '123456';
