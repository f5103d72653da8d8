import { type Instant, SECOND } from '@tessera/base';
import { Callout, dayOfYear, exactTime, timeOfDay, useSay, useVisit } from '@tessera/web';
import { texts } from './texts.ts';
import { secondsUntil, type Withheld } from './withheld.ts';

/** Says when another code may be asked for. */
export function SendingNotice({ withheld, now }: { readonly withheld: Withheld; readonly now: Instant }) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { outcome, until } = withheld;
  if (outcome === 'wait') {
    return (
      <Callout title={say('sendWait', { time: exactTime(now + secondsUntil(until, now) * SECOND, language) })}>
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
