/** Shows and hides a secret. Hidden again before the form leaves, so that the browser does not keep it as plain text. */
export function showPassword(frame: HTMLElement): void {
  const input = frame.querySelector('input');
  const button = frame.querySelector('button');
  const word = button?.querySelector('[data-word]');
  if (input === null || button === null || !word) return;
  const { show = '', hide = '' } = button.dataset;
  const set = (visible: boolean) => {
    input.type = visible ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(visible));
    word.textContent = visible ? hide : show;
  };
  button.hidden = false;
  button.addEventListener('click', () => set(input.type === 'password'));
  input.form?.addEventListener('submit', () => set(false));
}
