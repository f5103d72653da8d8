/**
 * The one-time code in a text: the domain-bound last line (`@login.example.it #123456`) is believed first, then the
 * first group of exactly six digits. Null when there is none.
 *
 * Source: the WICG's "Origin-bound one-time codes delivered via SMS"; `ux.md` 4.9.
 */
export function findCode(text: string): string | null {
  const bound = /^@\S+ #(\d{4,10})$/m.exec(text);
  return bound?.[1] ?? /(?<![\d+])\d{6}(?!\d)/.exec(text)?.[0] ?? null;
}
