import { fromBase64url } from '@tessera/base';

/** Contents that many cards have alike: the group, the authority, what a maker writes into EF.ATR. There are few of them. */
const REMEMBERED_MAX = 64;
/** Longer ones are some card's own: a certificate, a security object. */
const LENGTH_MAX = 1024;

const remembered = new Map<string, Uint8Array>();

/**
 * Decodes base64url; equal texts give one object, so that ten thousand cards in memory keep one group. Nothing writes into the
 * bytes of a card. Throws a RangeError on anything else than base64url.
 */
export function sharedBytes(text: string): Uint8Array {
  if (text.length > LENGTH_MAX) return fromBase64url(text);
  const bytes = remembered.get(text) ?? fromBase64url(text);
  // The one that was used last stands last: what every card has stays, what one card has goes.
  remembered.delete(text);
  remembered.set(text, bytes);
  for (const [oldest] of remembered) {
    if (remembered.size <= REMEMBERED_MAX) break;
    remembered.delete(oldest);
  }
  return bytes;
}
