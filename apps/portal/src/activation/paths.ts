import type { StepName } from '@tessera/activation';

/** Step 1.1, where the wizard begins. */
export const START_PATH = '/attivazione';

/** One address for each step, so that reload, Back and bookmarks work. */
export const STEP_PATHS: Readonly<Record<StepName, string>> = {
  digits: '/attivazione/puk',
  phone: '/attivazione/telefono',
  'phone-code': '/attivazione/telefono/codice',
  email: '/attivazione/email',
  'email-code': '/attivazione/email/codice',
  password: '/attivazione/credenziali',
  'second-factor': '/attivazione/configura',
  finished: '/attivazione/riepilogo',
  refused: '/attivazione/non-possibile',
};

/** Step 1.1 with the card: to the identity provider, and where it sends the browser back to (ACT-09). */
export const CARD_PATH = '/attivazione/carta';
export const CARD_RETURN_PATH = '/attivazione/carta/ritorno';
/** Say why it came to nothing. Addresses of their own: reload, Back and the language switch show them again. */
export const CARD_REFUSED_PATH = '/attivazione/carta/non-completato';
export const CARD_UNREACHABLE_PATH = '/attivazione/carta/non-riuscito';

/** Asks for another code, or goes on without an address: buttons of a step's page, not steps. */
export const PHONE_CODE_AGAIN_PATH = '/attivazione/telefono/nuovo-codice';
export const EMAIL_CODE_AGAIN_PATH = '/attivazione/email/nuovo-codice';
export const EMAIL_SKIP_PATH = '/attivazione/email/senza';

/** More time for the step in hand. */
export const MORE_TIME_PATH = '/attivazione/altro-tempo';

/** Where the QR code of step 4 leads. */
export const APP_PATH = '/app-cieid';
export const APP_QR_PATH = '/app-cieid.svg';

/** Pages of the portal beside the wizard that its steps point to. */
export const HELP_PATHS = {
  codes: '/aiuto/pin-e-puk',
  phone: '/aiuto/cambiare-cellulare',
  family: '/aiuto/famiglia',
  assistance: '/assistenza',
  password: '/recupera-password',
} as const;
