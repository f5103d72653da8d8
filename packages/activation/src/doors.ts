import type { Activation, At, StepName } from './activation.ts';

/** The steps in the order in which a citizen walks them. */
const ORDER = [
  'digits',
  'phone',
  'phone-code',
  'email',
  'email-code',
  'password',
  'second-factor',
  'finished',
  'refused',
] as const satisfies readonly StepName[];

/**
 * The states in which each step may be entered: its own, and those from which a citizen may go back to it.
 *
 * What was proven is never proven again, so digits and phone are shut behind whoever passed them. An address or a
 * password may be thought over until the credentials are on: doing such a step anew forgets what came after it.
 */
const OPENS_IN = {
  digits: ['digits'],
  phone: ['phone', 'phone-code'],
  'phone-code': ['phone-code'],
  email: ['email', 'email-code', 'password', 'second-factor'],
  'email-code': ['email-code'],
  password: ['password', 'second-factor'],
  'second-factor': ['second-factor'],
  finished: ['finished'],
  refused: ['refused'],
} as const satisfies Readonly<Record<StepName, readonly StepName[]>>;

/** An activation that stands before an open door. */
export type Entered<Step extends StepName> = Activation<At<(typeof OPENS_IN)[Step][number]>>;

export type Door<Step extends StepName> =
  | { readonly door: 'open'; readonly activation: Entered<Step> }
  /** The step is done, or there is nothing more to do: the citizen belongs at the step where the activation stands. */
  | { readonly door: 'behind' }
  /** A step was skipped (T-ACT-15). */
  | { readonly door: 'ahead' };

/** May this step be entered? */
export function doorOf<Step extends StepName>(step: Step, activation: Activation): Door<Step> {
  const opensIn: readonly StepName[] = OPENS_IN[step];
  const standsAt = activation.state.step;
  // The list that was just looked at is the one the type is made of; the compiler cannot follow the index.
  if (opensIn.includes(standsAt)) return { door: 'open', activation: activation as Entered<Step> };
  return { door: ORDER.indexOf(step) < ORDER.indexOf(standsAt) ? 'behind' : 'ahead' };
}
