/** Typing goes on to the next box, and what is pasted spreads over all of them. */
export function digitBoxes(element: HTMLElement): void {
  const boxes = [...element.querySelectorAll('input')];
  boxes.forEach((box, i) => {
    box.addEventListener('paste', (event) => {
      const digits = (event.clipboardData?.getData('text') ?? '').replace(/\D/g, '');
      // Exactly as many as there are boxes from here on: a longer text is not these digits, and is pasted as it is.
      if (digits.length < 2 || digits.length !== boxes.length - i) return;
      event.preventDefault();
      boxes.slice(i).forEach((target, j) => {
        target.value = digits[j] ?? '';
      });
      boxes.at(-1)?.focus();
    });
    box.addEventListener('input', () => {
      if (/^\d$/.test(box.value)) boxes[i + 1]?.focus();
    });
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Backspace' && box.value === '') boxes[i - 1]?.focus();
    });
  });
}
