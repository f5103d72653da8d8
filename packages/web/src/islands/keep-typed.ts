/** Everything typed but secrets: no passwords, and no digits of codes. */
const FIELDS =
  'form :is(input:not([type=hidden], [type=password], [inputmode=numeric], [autocomplete=one-time-code]), textarea)';

/**
 * A change of language opens the page anew: what was typed waits in this tab meanwhile, and is forgotten as it is put back.
 * Nothing of it is sent anywhere.
 */
export function keepTyped(languages: HTMLElement): void {
  const place = `typed ${location.pathname}`;
  const fields = [...document.querySelectorAll<HTMLInputElement>(FIELDS)].filter(({ name }) => name !== '');

  const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null');
  sessionStorage.removeItem(place);
  if (Array.isArray(kept) && kept.length === fields.length) {
    fields.forEach((field, i) => {
      const value: unknown = kept[i];
      if (typeof value === 'boolean') field.checked = value;
      else if (typeof value === 'string') field.value = value;
    });
  }

  languages.addEventListener('click', () => {
    const typed = fields.map((field) =>
      field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value,
    );
    if (typed.length > 0) sessionStorage.setItem(place, JSON.stringify(typed));
  });
}
