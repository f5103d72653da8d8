import { Callout, LinkButton, StatusListener, useSay, useVisit } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { type Diagnosis, type Finding, HINTS } from '../diagnosis.ts';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';

/** What is wrong and what to do about it. */
export function Cure({ finding }: { readonly finding: Finding }) {
  const say = useSay(texts);
  const kind = finding === 'puk-blocked' ? 'danger' : HINTS.has(finding) ? 'info' : 'warning';
  return (
    <Callout kind={kind} title={say(finding)}>
      <p>{say(`${finding}-cure`)}</p>
      {finding === 'pin-blocked' && <LinkButton href={PATHS.unblock}>{say('navUnblock')}</LinkButton>}
      {finding === 'not-paired' && <LinkButton href={PATHS.enrol}>{say('navEnrol')}</LinkButton>}
    </Callout>
  );
}

/** Shows the page anew when a reader or a card comes or goes; by hand where scripts do not run. */
export function LookAgain() {
  const say = useSay(texts);
  const { path } = useVisit();
  return (
    <>
      <StatusListener url={PATHS.events} />
      <p>
        <a href={path}>{say('refresh')}</a>
      </p>
    </>
  );
}

/** What keeps an act with this code from being tried at all. */
export function obstacles({ findings }: Diagnosis, code: 'pin' | 'puk'): readonly Finding[] {
  return findings.filter(
    (finding) => !HINTS.has(finding) && finding !== 'card-expired' && !(code === 'puk' && finding === 'pin-blocked'),
  );
}

/** The form, once there is a card that it can be tried on; before that, what is missing. */
export function WithCard(props: {
  readonly diagnosis: Diagnosis;
  readonly code: 'pin' | 'puk';
  readonly children: ComponentChildren;
}) {
  const missing = obstacles(props.diagnosis, props.code);
  if (missing.length === 0) return <>{props.children}</>;
  return (
    <>
      {missing.map((finding) => (
        <Cure key={finding} finding={finding} />
      ))}
      <LookAgain />
    </>
  );
}
