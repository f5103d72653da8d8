type Check = (password: string) => boolean;

/** The rules of ACT-29 as far as a browser can tell; the server's answer is the truth. Lengths are in code points after NFC. */
const CHECKS: Readonly<Record<string, Check>> = {
  length: (password) => [...password].length >= 10 && [...password].length <= 20,
  cases: (password) => /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password),
  digit: (password) => /\p{Nd}/u.test(password),
  symbol: (password) => /[^\p{L}\p{Nd}]/u.test(password),
  'no-runs': (password) => password !== '' && !/(.)\1\1/su.test(password),
};

/** Ticks each rule while the password is typed. Screen readers hear how many are left once the typing pauses. */
export function passwordRules(element: HTMLElement): void {
  const { field = '', met = '', notMet = '' } = element.dataset;
  const input = document.getElementById(field);
  const status = element.querySelector('[aria-live]');
  if (!(input instanceof HTMLInputElement) || status === null) return;
  const items = [...element.querySelectorAll<HTMLElement>('[data-check]')];
  let pause = 0;

  const update = () => {
    const password = input.value.normalize('NFC');
    const missing = items.filter((item) => {
      const right = CHECKS[item.dataset['check'] ?? '']?.(password) ?? false;
      item.classList.toggle('met', right);
      const state = item.querySelector('.rule-state');
      if (state !== null) state.textContent = `(${right ? met : notMet})`;
      return !right;
    });
    window.clearTimeout(pause);
    pause = window.setTimeout(() => {
      status.textContent = missing.map((item) => item.textContent).join('; ');
    }, 1000);
  };
  input.addEventListener('input', update);
}
