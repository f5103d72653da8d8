import { countSeconds } from './seconds.ts';

/** Enough to finish what is in hand (`ux.md` 5). */
const NEAR_END_SECONDS = 120;

/** Says once that the end is near; at the end shows the page that is right then. */
export function timeLimit(element: HTMLElement): void {
  const status = element.querySelector('[role=status]');
  const seconds = Number(element.dataset['seconds']);
  if (status === null || !(seconds > 0)) return;
  countSeconds(seconds, (left) => {
    if (left <= NEAR_END_SECONDS && status.textContent === '') status.textContent = element.dataset['nearEnd'] ?? '';
    if (left === 0) location.replace(location.href);
  });
}
