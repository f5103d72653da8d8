/** The control panel's script: parts of a page that show what is true now, a clock that goes on, cards that are dragged, and codes that are copied with one click. */
import { copyOnClick } from './copy.ts';
import { dragCards } from './drag-cards.ts';
import { liveRegion } from './live-region.ts';
import { runClock } from './run-clock.ts';

// What only works with a script is shown from here on.
document.documentElement.classList.add('scripted');
document.addEventListener('click', copyOnClick);
dragCards();
runClock();
for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) liveRegion(region);
