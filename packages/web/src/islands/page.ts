/** The script of every page: each island is a small courtesy on markup that already works without it. */
import { copyButton } from './copy-button.ts';
import { countdown } from './countdown.ts';
import { digitBoxes } from './digit-boxes.ts';
import { focusAtOnce } from './focus-at-once.ts';
import { keepTyped } from './keep-typed.ts';
import { laterButton } from './later-button.ts';
import { passwordRules } from './password-rules.ts';
import { robotCheck } from './robot-check.ts';
import { showPassword } from './show-password.ts';
import { statusListener } from './status-listener.ts';
import { timeLimit } from './time-limit.ts';

const ISLANDS: Readonly<Record<string, (element: HTMLElement) => void>> = {
  'copy-button': copyButton,
  countdown,
  'digit-boxes': digitBoxes,
  'focus-at-once': focusAtOnce,
  'keep-typed': keepTyped,
  'later-button': laterButton,
  'password-rules': passwordRules,
  'robot-check': robotCheck,
  'show-password': showPassword,
  'status-listener': statusListener,
  'time-limit': timeLimit,
};

// A page that answers a form stays in the history as a form to be sent again, and Back and Reload would stop to ask about
// it. Under its own address it is a page to look at, like every other.
history.replaceState(history.state, '', location.href);

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  ISLANDS[element.dataset['island'] ?? '']?.(element);
}
