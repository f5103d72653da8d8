import { Callout, useSay } from '@tessera/web';
import type { Failure } from '../card/failure.ts';
import { texts } from '../texts/index.ts';

/** What came of the last press of the button, where no field can be put right. */
export interface LastPress {
  readonly failure?: Failure | undefined;
  /** The reading was broken off: whether a try may be gone. */
  readonly interrupted?: 'no' | 'perhaps' | null | undefined;
}

/** The end of the tries; or, T-CRD-10, whether one may be gone. `setsPin`: a new PIN may hold already. */
export function FailureNotice({
  failure,
  interrupted = null,
  setsPin = false,
}: LastPress & { readonly setsPin?: boolean }) {
  const say = useSay(texts);
  if (failure?.outcome === 'blocked')
    return (
      <Callout kind="danger" first>
        <p>{say(failure.name === 'pin' ? 'pinBlockedNow' : 'pukBlockedNow')}</p>
      </Callout>
    );
  if (interrupted === null) return null;
  const perhaps = interrupted === 'perhaps';
  return (
    <Callout kind="warning" title={say('interruptedTitle')} first>
      <p>{say(perhaps ? 'interruptedPerhaps' : 'interruptedFree')}</p>
      {perhaps && setsPin && <p>{say('interruptedPinOpen')}</p>}
    </Callout>
  );
}
