import { Callout, useSay } from '@tessera/web';
import type { Failure } from '../card/failure.ts';
import { texts } from '../texts/index.ts';

/** The end of the tries; or, T-CRD-10, whether one may be gone. `setsPin`: a new PIN may hold already. */
export function FailureNotice(props: { readonly failure: Failure | undefined; readonly setsPin?: boolean }) {
  const say = useSay(texts);
  const { failure, setsPin = false } = props;
  if (failure?.outcome === 'blocked')
    return (
      <Callout kind="danger" first>
        <p>{say(failure.name === 'pin' ? 'pinBlockedNow' : 'pukBlockedNow')}</p>
      </Callout>
    );
  if (failure?.outcome !== 'interrupted') return null;
  const perhaps = failure.tryUsed === 'perhaps';
  return (
    <Callout kind="warning" title={say('interruptedTitle')} first>
      <p>{say(perhaps ? 'interruptedPerhaps' : 'interruptedFree')}</p>
      {perhaps && setsPin && <p>{say('interruptedPinOpen')}</p>}
    </Callout>
  );
}
