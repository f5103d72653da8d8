import type { Instant } from '@tessera/base';
import type { ComponentChildren } from 'preact';
import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';

export interface CountdownProps {
  readonly until: Instant;
  /** The server's clock: the browser's is never compared with it. */
  readonly now: Instant;
  /** Such as "Validità codice"; "Tempo rimasto" where it is absent. */
  readonly label?: string;
  /** `reload`: the page shows what is true then. `say`: only "Tempo scaduto". */
  readonly atEnd?: 'reload' | 'say';
}

/** How long something is still good for: `1:07`, and in words for screen readers (K-9). They hear it at 30 and 10 seconds and at the end, never each second. */
export function Countdown({ until, now, label, atEnd = 'say' }: CountdownProps) {
  const say = useSay(webTexts);
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
        <span class="countdown-time" aria-hidden="true">
          {minutes}:{String(rest).padStart(2, '0')}
        </span>
        <span class="countdown-words visually-hidden">
          {seconds === 0 ? say('timeOver') : say('minutesSeconds', { minutes, seconds: rest })}
        </span>
      </p>
      <p class="visually-hidden" role="status" />
    </div>
  );
}

export interface LaterButtonProps {
  readonly children: ComponentChildren;
  /** When it may be pressed; the server refuses it earlier in any case. */
  readonly from: Instant;
  readonly now: Instant;
  readonly name?: string;
  readonly value?: string;
  readonly formAction?: string;
}

/** "Invia SMS di nuovo": says how long to wait, then works. Without JavaScript it works, and the answer says to wait. */
export function LaterButton({ children, from, now, name, value, formAction }: LaterButtonProps) {
  const say = useSay(webTexts);
  const seconds = Math.max(0, Math.ceil((from - now) / 1000));
  return (
    <div data-island="later-button" data-seconds={seconds} data-pattern={say('resendWait', { seconds: '%s' })}>
      <button type="submit" class="btn btn-outline-primary" name={name} value={value} formaction={formAction}>
        {children}
      </button>
      <p class="field-hint later-wait" hidden={seconds === 0}>
        {say('resendWait', { seconds })}
      </p>
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
