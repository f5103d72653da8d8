/** Addresses of this program. */
export const PATHS = {
  home: '/',
  events: '/eventi',
  enrol: '/abbina',
  change: '/cambia-pin',
  unblock: '/sblocca-pin',
  remove: '/togli',
  diagnosis: '/diagnosi',
  /** Where the provider's page sends its challenge. */
  access: '/accesso',
  /** Where the citizen sees who asks, and types the PIN. */
  accessPin: '/accesso/pin',
  accessCancel: '/accesso/annulla',
  /** What the provider's page asks. */
  status: '/stato',
} as const;
