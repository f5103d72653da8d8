import type { CivilDate, Instant, Language } from '@tessera/base';

/**
 * The words that `login` and the protocols share. A front turns its protocol's request into an
 * `AuthenticationRequest`, the app hands it to `login`, and a `LoginResult` comes back.
 */

/** eIDAS: 1 low, 2 substantial, 3 high (IDP-01). */
export type Level = 1 | 2 | 3;

/** The four data, and no others, ever (CON-02, `design.md` S-6). */
export const ATTRIBUTE_NAMES = ['givenName', 'familyName', 'birthDate', 'fiscalCode'] as const;
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];

export interface Attributes {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly fiscalCode: string;
}

/** Who asks: what the pages show and the rules for minors need. */
export interface RelyingPartyName {
  /** The protocol's identifier of the service: `client_id` or SAML entity id. */
  readonly id: string;
  readonly displayName: string;
  /** A school, or a military school or academy: open to those from 5 to 18 years (MIN-03). */
  readonly school: boolean;
}

export interface AuthenticationRequest {
  readonly relyingParty: RelyingPartyName;
  /** Never answered below this one (promise 11). */
  readonly minimumLevel: Level;
  /** The way shown first; at or above the minimum. */
  readonly preferredLevel: Level;
  /** Prove again, also when a sign-on session would do. */
  readonly forceFresh: boolean;
  /** What the service may receive once the citizen agrees; may be empty. */
  readonly attributes: readonly AttributeName[];
  /** The service asks to read the same data again later; the citizen has the switch (`oidc.md` 11). */
  readonly offlineAccess: boolean;
  /** The service's wish, best first; the citizen's own choice goes before it. */
  readonly languages: readonly Language[];
}

export type Method = 'password' | 'sms-code' | 'app-push' | 'app-qr' | 'card-tls' | 'card-signature' | 'session';

/** What was proven, and what may leave. */
export interface Authentication {
  /** Our own identifier of the citizen. A protocol never shows it: it derives its own, one for each service. */
  readonly subject: string;
  /** The level really used (`design.md` S-4). */
  readonly level: Level;
  readonly methods: readonly Method[];
  readonly at: Instant;
  /**
   * Names the credentials as they were when they proved, or the card: whoever is asked later whether they still stand knows it
   * again. Opaque to protocols. A new password, a revoked card, and what was given on the strength of it ends (promise 6).
   */
  readonly means: string;
  /** Shown and agreed to. */
  readonly released: Partial<Attributes>;
  /** True when it was asked for and the citizen left it on. */
  readonly offlineAccess: boolean;
}

/** Why a login ended without an authentication. A protocol maps it to its own code and says nothing about the person. */
export type RefusalReason =
  | 'cancelled'
  | 'consent-refused'
  | 'timed-out'
  | 'level-not-reachable'
  | 'minor'
  | 'card-expired'
  | 'card-revoked';

export type LoginResult =
  | { readonly outcome: 'authenticated'; readonly authentication: Authentication }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason };
