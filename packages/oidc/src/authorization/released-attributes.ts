import type { Attributes } from '@tessera/assurance';
import { fromUtf8, type Keys, type SealedPlace, utf8 } from '@tessera/base';

/** Written once and never changed: a refresh reads exactly what was agreed to at the first login (docs/rules/oidc.md 13.3). */
const placeOf = (authorizationId: string): SealedPlace => ({
  table: 'oidc_authorizations',
  column: 'released',
  row: authorizationId,
  version: 1,
});

export const sealReleased = (keys: Keys, id: string, released: Partial<Attributes>): Promise<Uint8Array> =>
  keys.seal('identity', utf8(JSON.stringify(released)), placeOf(id));

export async function openReleased(keys: Keys, id: string, sealed: Uint8Array): Promise<Partial<Attributes>> {
  return JSON.parse(fromUtf8(await keys.open('identity', sealed, placeOf(id)))) as Partial<Attributes>;
}
