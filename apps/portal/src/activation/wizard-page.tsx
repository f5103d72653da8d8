import { type Fields, type FormErrors, Page, useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from './texts.ts';
import { TimeLimit } from './time-limit.tsx';

export interface WizardPageProps {
  readonly title: string;
  /** 1 to 4; absent on the pages beside the way. */
  readonly step?: 1 | 2 | 3 | 4;
  readonly lead?: ComponentChildren;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly children: ComponentChildren;
}

/** A page of the wizard: no menu, fewer ways out (`ux.md` section 2). */
export function WizardPage({ step, children, ...page }: WizardPageProps) {
  const say = useSay(texts);
  const steps = [say('stepData'), say('stepContacts'), say('stepConfigure'), say('stepSummary')];
  return (
    <Page
      {...page}
      procedure={say('procedure')}
      breadcrumb={[{ text: say('procedure') }]}
      {...(step === undefined ? {} : { stepper: { steps, active: step - 1 } })}
    >
      {children}
      <TimeLimit />
    </Page>
  );
}
