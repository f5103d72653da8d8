import type { Ground } from '@tessera/base';
import type { AppSettings, RobotCheck } from '@tessera/web';
import type { CardSignIn } from './card-sign-in.ts';

/** What the wizard's routes need. */
export interface ActivationDeps {
  readonly ground: Ground;
  readonly settings: AppSettings;
  readonly robot: RobotCheck;
  /** Null where no card can be read. */
  readonly card: CardSignIn | null;
}
