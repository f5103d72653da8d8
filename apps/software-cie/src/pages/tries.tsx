import type { CodeName } from '@tessera/card-client';
import { Callout, Checkbox, TextField, useSay } from '@tessera/web';
import { deliberationFor } from '../card/deliberate.ts';
import type { Tries } from '../card/guess.ts';
import { texts } from '../texts/index.ts';

const MOST = { pin: 3, puk: 10 } as const;

/** "2 su 3". */
export function TriesOf({ name, tries }: { readonly name: CodeName; readonly tries: Tries }) {
  const say = useSay(texts);
  const left = tries[name];
  return <>{left === null ? say('triesUnknown') : say('triesOf', { left, most: MOST[name] })}</>;
}

/** UNL-05: always there, before anybody types. */
export function TriesLine({ name, tries }: { readonly name: CodeName; readonly tries: Tries }) {
  const say = useSay(texts);
  return (
    <p class="tries-left">
      {say(name === 'pin' ? 'pinTries' : 'pukTries')}:{' '}
      <strong>
        <TriesOf name={name} tries={tries} />
      </strong>
    </p>
  );
}

/** What comes after the last try, and the sign that somebody has read it (T-CRD-09, T-CRD-11). */
export function DeliberateFields({ name, tries }: { readonly name: CodeName; readonly tries: Tries }) {
  const say = useSay(texts);
  const left = tries[name];
  const deliberation = deliberationFor(name, left);
  if (left === null || deliberation === 'none') return null;
  if (name === 'pin')
    return (
      <>
        <Callout kind="danger" title={say('deliberatePinTitle')}>
          <p>{say('deliberatePin')}</p>
        </Callout>
        <Checkbox name="deliberate" label={say('deliberatePinTick')} required />
      </>
    );
  const word = say('lastWord');
  return (
    <>
      <Callout kind="danger" title={say('deliberatePukTitle', { left })}>
        <p>{say(deliberation === 'word' ? 'deliberatePukLast' : 'deliberatePuk')}</p>
      </Callout>
      {deliberation === 'word' ? (
        <TextField name="word" label={say('lastWordLabel', { word })} required size={10} />
      ) : (
        <Checkbox name="deliberate" label={say('deliberatePukTick')} required />
      )}
    </>
  );
}
