import { type Instant, SECOND } from '@tessera/base';
import type { ComponentChildren } from 'preact';
import { exactTime, timeOfDay } from '../italian-time.ts';
import { webTexts } from '../texts/index.ts';
import { useSay, useVisit } from '../visit.ts';
import { Button, Form } from './form.tsx';

export interface CountdownProps {
  readonly until: Instant;
  /** The server's clock: the browser's is never compared with it. */
  readonly now: Instant;
  /** Such as "Validità codice"; "Tempo rimasto" where it is absent. */
  readonly label?: string;
  /** `reload`: the page shows what is true then. `say`: only "Tempo scaduto". */
  readonly atEnd?: 'reload' | 'say';
}

/**
 * How long something is still good for: `1:07`, and in words for screen readers (K-9). They hear it at 30 and 10 seconds
 * and at the end, never each second. Without JavaScript it says until when, which stays true.
 */
export function Countdown({ until, now, label, atEnd = 'say' }: CountdownProps) {
  const say = useSay(webTexts);
  const { language } = useVisit();
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return (
    <div
      class="countdown"
      data-island="countdown"
      data-seconds={seconds}
      data-pattern={say('minutesSeconds', { minutes: '%m', seconds: '%s' })}
      data-at-30={say('secondsLeft', { seconds: 30 })}
      data-at-10={say('secondsLeft', { seconds: 10 })}
      data-at-0={say('timeOver')}
      data-at-end={atEnd}
    >
      <p>
        {label ?? say('timeLeft')}:{' '}
        <span class="countdown-until">
          {seconds === 0 ? say('timeOver') : say('untilTime', { time: exactTime(until, language) })}
        </span>
        <span class="countdown-time" aria-hidden="true" hidden>
          {minutes}:{String(rest).padStart(2, '0')}
        </span>
        <span class="countdown-words visually-hidden" hidden>
          {seconds === 0 ? say('timeOver') : say('minutesSeconds', { minutes, seconds: rest })}
        </span>
      </p>
      <p class="visually-hidden" role="status" />
    </div>
  );
}

export interface TimeLimitProps {
  readonly until: Instant;
  readonly now: Instant;
  /** Said two minutes before the end. */
  readonly nearEnd: string;
  /** Until when, in a sentence that stays true. */
  readonly children: ComponentChildren;
}

/**
 * Until when a page waits whose time cannot be prolonged. Where scripts run it is said again two minutes before the end
 * (`ux.md` 5), and at the end the page shows what is true then.
 */
export function TimeLimit({ until, now, nearEnd, children }: TimeLimitProps) {
  const seconds = Math.max(0, Math.ceil((until - now) / SECOND));
  return (
    <div class="time-limit" data-island="time-limit" data-seconds={seconds} data-near-end={nearEnd}>
      <p class="field-hint">{children}</p>
      <p role="status" />
    </div>
  );
}

export interface LaterButtonProps {
  readonly children: ComponentChildren;
  /** When it may be pressed; the server refuses it earlier in any case. */
  readonly from: Instant;
  readonly now: Instant;
  /** Where it is the main thing to do: the code that was sent is no good any more. */
  readonly main?: boolean;
}

/**
 * "Invia SMS di nuovo": says how long to wait, then works. Without JavaScript it says from when it works, which stays
 * true however long the page is looked at; pressed too early, the answer says so again.
 */
export function LaterButton({ children, from, now, main = false }: LaterButtonProps) {
  const say = useSay(webTexts);
  const { language } = useVisit();
  const seconds = Math.max(0, Math.ceil((from - now) / 1000));
  return (
    <div data-island="later-button" data-seconds={seconds} data-pattern={say('resendWait', { seconds: '%s' })}>
      <div class={main ? 'actions' : undefined}>
        <button type="submit" class={main ? 'btn btn-primary' : 'btn btn-outline-primary'}>
          {children}
        </button>
      </div>
      <p class="field-hint later-wait" hidden={seconds === 0}>
        {say('resendFrom', { time: exactTime(now + seconds * SECOND, language) })}
      </p>
    </div>
  );
}

/** Until when the page's procedure waits, and more time at one press (WCAG 2.2.1). `action`: a path of this app. */
export function MoreTime({ until, action }: { readonly until: Instant; readonly action: string }) {
  const say = useSay(webTexts);
  const { language } = useVisit();
  return (
    <div class="mt-5">
      <Form action={action}>
        <p>
          {say('timeUntil', { time: timeOfDay(until, language) })} <Button look="link">{say('moreTime')}</Button>
        </p>
      </Form>
    </div>
  );
}

/**
 * Reloads the page when the server says that something changed (`reply.wakeUps`).
 * Beside it stands a button or a link that does the same by hand.
 */
export function StatusListener({ url }: { readonly url: string }) {
  return <div data-island="status-listener" data-url={url} hidden />;
}

/** Copies a text; shown only where scripts run. */
export function CopyButton({ text, children }: { readonly text: string; readonly children?: ComponentChildren }) {
  const say = useSay(webTexts);
  return (
    <span data-island="copy-button" data-text={text} data-copied={say('copied')}>
      <button type="button" class="btn btn-outline-primary btn-sm" hidden>
        {children ?? say('copy')}
      </button>
      <span class="copy-status" role="status" />
    </span>
  );
}
