import type { CardSerial, Instant } from '@tessera/base';

/** Whose credentials are being switched on. Known once the digits are right or the card was read, and never before (promise 7). */
export interface Holder {
  /** Our own identifier of the citizen. */
  readonly citizenId: string;
  readonly fiscalCode: string;
  readonly serial: CardSerial;
  /** The number that the desk recorded, E.164. Nothing typed here can replace it (T-ACT-18). */
  readonly phone: string;
  /**
   * The round of the activation budget in which the digits were proven: when it ends, so does this activation. Null
   * where the card itself was read (ACT-09): nobody has guessed.
   */
  readonly round: number | null;
}

/** When the code that was sent dies, and when another may be asked for. */
export interface SentCode {
  readonly expiresAt: Instant;
  readonly resendAt: Instant;
}

export type SecondFactor = 'app' | 'sms';

/** Why an activation is not possible. Told only to whoever knows the digits. */
export type Obstacle =
  | 'closed'
  | 'card-revoked'
  | 'card-expired'
  /** Minors have a card and cannot enter with it (L3-10); its PUK digits still work. */
  | 'card-of-minor'
  | 'under-5'
  | 'already-active'
  | 'phone-missing'
  | 'phone-taken';

/** Where an activation stands, with what that step needs and nothing else. */
export type ActivationState = Readonly<
  /** Whoever typed these has proven nothing yet, and they may belong to nobody. */
  | { step: 'digits'; fiscalCode: string; serial: CardSerial }
  | { step: 'phone'; holder: Holder }
  | { step: 'phone-code'; holder: Holder; code: SentCode }
  | { step: 'email'; holder: Holder }
  | { step: 'email-code'; holder: Holder; email: string; code: SentCode }
  /** `email` is the verified one; null when the citizen went on without. */
  | { step: 'password'; holder: Holder; email: string | null }
  | { step: 'second-factor'; holder: Holder; email: string | null; passwordHash: string }
  | { step: 'finished'; fiscalCode: string; serial: CardSerial; email: string | null; secondFactor: SecondFactor }
  | { step: 'refused'; obstacle: Obstacle }
>;

export type StepName = ActivationState['step'];

/** One citizen's walk through the wizard, in one browser. */
export interface Activation<State extends ActivationState = ActivationState> {
  readonly id: string;
  /** Raised with each change: two tabs cannot both make the same one. */
  readonly version: number;
  readonly beganAt: Instant;
  readonly expiresAt: Instant;
  readonly state: State;
}

/** The state of one step, or of any of several. */
export type At<Step extends StepName> = Extract<ActivationState, { step: Step }>;
