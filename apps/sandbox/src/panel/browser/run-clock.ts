import { dateAndTime } from '../format.ts';

const SECOND = 1_000;

/** When a clock of the page was first seen, by the browser's own, and what it showed then. */
const seen = new WeakMap<HTMLTimeElement, { readonly shown: number; readonly at: number }>();

/** Lets the country's clock go on in the page, from where it stood when the server drew it. */
export function runClock(): void {
  show();
  setInterval(show, SECOND);
}

function show(): void {
  for (const clock of document.querySelectorAll<HTMLTimeElement>('time[data-runs]')) {
    const first = seen.get(clock) ?? { shown: Date.parse(clock.dateTime), at: performance.now() };
    seen.set(clock, first);
    const now = first.shown + (performance.now() - first.at);
    const text = dateAndTime(now, languageOfPage());
    if (clock.textContent !== text) clock.textContent = text;
  }
}

function languageOfPage() {
  const { lang } = document.documentElement;
  return lang === 'en' || lang === 'de' ? lang : 'it';
}
