import type { Instant } from '@tessera/base';
import { Callout, useSay, useVisit } from '@tessera/web';
import { dayOfYear, timeOfDay } from './italian-time.ts';
import { texts } from './texts.ts';
import { secondsUntil, type Withheld } from './withheld.ts';

/** Says when another code may be asked for. */
export function SendingNotice({ withheld, now }: { readonly withheld: Withheld; readonly now: Instant }) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { outcome, until } = withheld;
  if (outcome === 'wait') {
    return (
      <Callout title={say('sendWait', { seconds: secondsUntil(until, now) })}>
        <p>{say('sendWaitText')}</p>
      </Callout>
    );
  }
  const when = { time: timeOfDay(until, language), day: dayOfYear(until, language) };
  return (
    <Callout kind="warning" title={say('sendTooMany', when)}>
      <p>{say('sendTooManyText')}</p>
    </Callout>
  );
}
