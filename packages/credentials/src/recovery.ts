import { type Instant, MINUTE, SECOND } from '@tessera/base';
import { CODE_LIFETIME } from './one-time-code.ts';

/** Where the code of a recovery goes. */
export type RecoveryVia = 'sms' | 'email';

/** A citizen who forgot the password, or a stranger who says so. Nothing in it tells which. */
export interface Recovery {
  readonly id: string;
  readonly via: RecoveryVia;
  /** Stands for the username that was typed. */
  readonly subject: Uint8Array;
  /** Null when the name belongs to nobody who could recover a password. */
  readonly citizenId: string | null;
  /** The secrets that are forgotten: once they are replaced, this recovery replaces nothing more. Null with `citizenId`. */
  readonly secretsVersion: number | null;
  readonly codesSent: number;
  readonly codeSentAt: Instant;
  readonly expiresAt: Instant;
  /** When the code was typed rightly. */
  readonly provenAt: Instant | null;
}

/** Time for everything: code, another code, new password. */
export const RECOVERY_LIFETIME = 30 * MINUTE;
/** How often the same time may be asked for once more. Source: WCAG 2.2.1, a limit that is extended at least ten times. */
export const RECOVERY_PROLONGED_MAX = 10;
/** Asked for again within this, nothing is gained and nothing is counted: a double click. */
export const RECOVERY_PROLONGED_AFTER = MINUTE;
/** What one recovery may ask for. The contact's own budget lies behind it and is not shown. */
export const RECOVERY_CODES_MAX = 5;
export const RECOVERY_RESEND_AFTER = 60 * SECOND;

/** Which page the recovery stands at. */
export type RecoveryStep =
  | {
      readonly step: 'code';
      readonly via: RecoveryVia;
      readonly expiresAt: Instant;
      /** When the code that was sent last dies. */
      readonly codeExpiresAt: Instant;
      readonly resendAt: Instant | null;
    }
  | { readonly step: 'password'; readonly expiresAt: Instant };

/** `resendAt` is null when this recovery has had its codes. */
export function recoveryStep(recovery: Recovery): RecoveryStep {
  const { via, expiresAt, codesSent, codeSentAt, provenAt } = recovery;
  if (provenAt !== null) return { step: 'password', expiresAt };
  const resendAt = codesSent < RECOVERY_CODES_MAX ? codeSentAt + RECOVERY_RESEND_AFTER : null;
  return { step: 'code', via, expiresAt, codeExpiresAt: codeSentAt + CODE_LIFETIME, resendAt };
}
