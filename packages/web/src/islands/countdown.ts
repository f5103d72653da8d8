import { countSeconds } from './seconds.ts';

/** Shows the time left each second, and says it aloud at 30, 10 and 0 seconds alone. */
export function countdown(element: HTMLElement): void {
  const time = element.querySelector<HTMLElement>('.countdown-time');
  const words = element.querySelector<HTMLElement>('.countdown-words');
  const status = element.querySelector('[role=status]');
  const { seconds, pattern = '', atEnd } = element.dataset;
  if (time === null || words === null || status === null) return;
  element.querySelector('.countdown-until')?.remove();
  time.hidden = words.hidden = false;
  const said: Readonly<Record<number, string | undefined>> = {
    30: element.getAttribute('data-at-30') ?? undefined,
    10: element.getAttribute('data-at-10') ?? undefined,
    0: element.getAttribute('data-at-0') ?? undefined,
  };
  countSeconds(Number(seconds), (left) => {
    const [minutes, rest] = [Math.floor(left / 60), left % 60];
    time.textContent = `${minutes}:${String(rest).padStart(2, '0')}`;
    words.textContent =
      left === 0 ? (said[0] ?? '') : pattern.replace('%m', String(minutes)).replace('%s', String(rest));
    const announcement = said[left];
    if (announcement !== undefined) status.textContent = announcement;
    // `replace`, not `reload`: a page that came from a form must not ask to send it again.
    if (left === 0 && atEnd === 'reload' && Number(seconds) > 0) location.replace(location.href);
  });
}
