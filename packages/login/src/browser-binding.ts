import { base64url, equalInConstantTime, type Keys } from '@tessera/base';

/**
 * A login belongs to the browser that holds its token in a cookie; the database holds a digest of it.
 *
 * The token changes each time the login rises to a level (T-LOG-16): whoever planted or saw the old one holds nothing.
 * The new one is computed from the old one and from a number that only the very form that was sent holds. So the same
 * form sent twice, by a double click or by a proxy, gets the same new token, and nobody is locked out of the own login.
 */

/** What the database keeps of a token. */
export const bindingOf = (keys: Keys, loginId: string, token: string): Uint8Array =>
  keys.digest('token', 'login', loginId, token);

/** The token after a rise. `attempt` is the random number in the form. */
export const raisedToken = (keys: Keys, loginId: string, token: string, attempt: string): string =>
  base64url(keys.digest('token', 'login raised', loginId, token, attempt));

export type Holder =
  | { readonly holds: 'yes'; readonly token: string }
  /** This form has raised the login already; its answer was lost on the way. */
  | { readonly holds: 'after-repetition'; readonly token: string }
  | { readonly holds: 'no' };

/** Whether the browser with this token, sending a form with this number, is the one that the login belongs to. */
export function holderOf(
  keys: Keys,
  login: { readonly id: string; readonly boundTo: Uint8Array },
  sent: { readonly token: string | null; readonly attempt: string | null },
): Holder {
  const { token, attempt } = sent;
  if (token === null) return { holds: 'no' };
  if (equalInConstantTime(bindingOf(keys, login.id, token), login.boundTo)) return { holds: 'yes', token };
  if (attempt === null) return { holds: 'no' };
  const raised = raisedToken(keys, login.id, token, attempt);
  if (!equalInConstantTime(bindingOf(keys, login.id, raised), login.boundTo)) return { holds: 'no' };
  return { holds: 'after-repetition', token: raised };
}
