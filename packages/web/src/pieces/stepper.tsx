import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';
import { Icon } from './icon.tsx';

export interface StepperProps {
  readonly steps: readonly string[];
  /** Position of the step in hand, from 0. */
  readonly active: number;
}

/** Where in the procedure one is. Steps are not links: nobody skips ahead. */
export function Stepper({ steps, active }: StepperProps) {
  const say = useSay(webTexts);
  return (
    <div class="steppers">
      <div class="steppers-header">
        <ul aria-label={say('steps')}>
          {steps.map((step, i) => (
            <li
              key={step}
              class={i < active ? 'confirmed' : i === active ? 'active' : undefined}
              aria-current={i === active ? 'step' : undefined}
            >
              {i < active ? <Icon name="check" /> : <span class="steppers-number">{i + 1}</span>}
              <span>{step}</span>
              <span class="visually-hidden">
                {' '}
                {say(i < active ? 'stepDone' : i === active ? 'stepActive' : 'stepToDo')}
              </span>
            </li>
          ))}
        </ul>
        <span class="steppers-index" aria-hidden="true">
          {active + 1}/{steps.length}
        </span>
      </div>
    </div>
  );
}
