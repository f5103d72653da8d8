import type { AuthenticationRequest, Level, Method } from '@tessera/assurance';

/** What each way of proving gives by itself (IDP-01). A code sent by SMS gives nothing without the password. */
const LEVEL_ALONE: Readonly<Record<Method, 0 | Level>> = {
  session: 1,
  password: 1,
  'sms-code': 0,
  'app-push': 0,
  'app-qr': 2,
  'card-tls': 3,
  'card-signature': 3,
};

/** What raises a password to level 2. */
const SECOND_FACTORS: readonly Method[] = ['sms-code', 'app-push'];

/**
 * The level that these methods prove together; 0 when they prove nobody.
 *
 * The one place where a level comes from: never above what was proven for this very login (promise 11).
 */
export function levelOf(methods: readonly Method[]): 0 | Level {
  if (methods.includes('password') && methods.some((method) => SECOND_FACTORS.includes(method))) {
    return higher(2, strongestAlone(methods));
  }
  return strongestAlone(methods);
}

const strongestAlone = (methods: readonly Method[]): 0 | Level =>
  methods.map((method) => LEVEL_ALONE[method]).reduce(higher, 0);

const higher = (a: 0 | Level, b: 0 | Level): 0 | Level => (a > b ? a : b);

/** Ways in which a card proves itself at a computer: in the TLS handshake, or by signing a challenge for Software CIE. */
export type CardDoor = Extract<Method, 'card-tls' | 'card-signature'>;

/** Levels that begin with the password. The card has its own door. */
export type PasswordLevel = 1 | 2;

/**
 * Where the pages lead first: the service's preferred level, as far as this deployment reaches it.
 * Null when even the lowest level asked is out of reach.
 */
export function aimOf(request: AuthenticationRequest): PasswordLevel | null {
  if (request.minimumLevel === 3) return null;
  return request.preferredLevel >= 2 || request.minimumLevel === 2 ? 2 : 1;
}
