/** Copies the text and says that it did. */
export function copyButton(element: HTMLElement): void {
  const button = element.querySelector('button');
  const status = element.querySelector('[role=status]');
  const { text = '', copied = '' } = element.dataset;
  if (button === null || status === null) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    status.textContent = copied;
    setTimeout(() => {
      status.textContent = '';
    }, 3000);
  });
}
