import { countSeconds } from './seconds.ts';

/** Keeps the button from being pressed too early. It stays reachable by keyboard, and the words beside it say why. */
export function laterButton(element: HTMLElement): void {
  const button = element.querySelector('button');
  const wait = element.querySelector<HTMLElement>('.later-wait');
  const seconds = Number(element.dataset['seconds']);
  if (button === null || wait === null || !(seconds > 0)) return;
  button.addEventListener('click', (event) => {
    if (button.ariaDisabled === 'true') event.preventDefault();
  });
  button.ariaDisabled = 'true';
  countSeconds(seconds, (left) => {
    wait.textContent = (element.dataset['pattern'] ?? '').replace('%s', String(left));
    if (left > 0) return;
    wait.hidden = true;
    button.ariaDisabled = null;
  });
}
