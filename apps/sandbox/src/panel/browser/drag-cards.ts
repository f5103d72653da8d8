/**
 * Lets cards be dragged from place to place: dropping one presses the button that it has for that place. Whoever cannot drag has
 * the button itself.
 */
export function dragCards(): void {
  // By its id: the card may be drawn anew while it is dragged.
  let dragged: string | null = null;
  const ready = () => {
    for (const card of document.querySelectorAll<HTMLElement>('[data-card]')) card.draggable = true;
  };
  ready();
  // The wallet is drawn anew whenever something moved.
  const wallet = document.getElementById('wallet');
  if (wallet !== null) new MutationObserver(ready).observe(wallet, { childList: true });

  document.addEventListener('dragstart', ({ target }) => {
    dragged = (target instanceof Element ? target.closest<HTMLElement>('[data-card]')?.id : undefined) ?? null;
  });
  document.addEventListener('dragover', (event) => {
    if (buttonFor(dragged, event.target) !== null) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    const button = buttonFor(dragged, event.target);
    dragged = null;
    if (button === null) return;
    event.preventDefault();
    button.click();
  });
}

/** Null where the card lies already, or where cards do not go. */
function buttonFor(card: string | null, target: EventTarget | null): HTMLButtonElement | null {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
  if (card === null || place === undefined) return null;
  return document.querySelector(`#${card} button[name=where][value^="${place}"]`);
}
