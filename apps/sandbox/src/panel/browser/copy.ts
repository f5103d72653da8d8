const SHOWN_FOR = 2_000;

/** Copies the text of the button that was pressed, and says so in the button itself: also in parts that came later. */
export async function copyOnClick({ target }: Event): Promise<void> {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button[data-copy]') : null;
  if (button === null) return;
  const { copy = '', copied = '' } = button.dataset;
  const status = button.querySelector('[role=status]');
  await navigator.clipboard.writeText(copy);
  if (status === null) return;
  status.textContent = ` ${copied}`;
  setTimeout(() => {
    status.textContent = '';
  }, SHOWN_FOR);
}
