/** Moves the focus here when the page opens: the error summary is read before the form. */
export function focusAtOnce(element: HTMLElement): void {
  element.focus();
}
