import type { Ground } from '@tessera/base';
import type { AppSettings, RobotCheck } from '@tessera/web';

/** What the wizard's routes need. */
export interface ActivationDeps {
  readonly ground: Ground;
  readonly settings: AppSettings;
  readonly robot: RobotCheck;
}
