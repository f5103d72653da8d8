/** PWD-01: the address that login pages and letters name. */
export const RECOVERY_PATHS = {
  start: '/recupera-password',
  code: '/recupera-password/codice',
  codeAgain: '/recupera-password/nuovo-codice',
  password: '/recupera-password/nuova-password',
  moreTime: '/recupera-password/altro-tempo',
  done: '/recupera-password/fatto',
} as const;
