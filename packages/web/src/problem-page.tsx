import { Callout } from './pieces/blocks.tsx';
import { LinkButton } from './pieces/form.tsx';
import { Page } from './pieces/page.tsx';
import type { ProblemName } from './problem.ts';
import { webTexts } from './texts/index.ts';
import { useSay } from './visit.ts';

/** What went wrong, what to do, and a number that the help desk finds in the log. No details, ever. */
export function ProblemPage({ name, reference }: { readonly name: ProblemName; readonly reference: string }) {
  const say = useSay(webTexts);
  return (
    <Page title={say(`${name}Title`)}>
      <Callout kind="warning" title={say('whatToDo')}>
        <p>{say(`${name}Text`)}</p>
        <p>
          <small>{say('reference', { reference })}</small>
        </p>
      </Callout>
      <p class="actions">
        <LinkButton href="/">{say('backToHome')}</LinkButton>
      </p>
    </Page>
  );
}
