import { base64url } from '@tessera/base';
import type { CardState } from './card-state.ts';

/** What a file of a card begins with: whoever finds one knows what it is, and which rules it is written by. */
export const CARD_FORMAT = 'tessera-card';
export const CARD_VERSION = 1;

/**
 * A whole card as JSON, binary parts in base64url (RFC 4648 section 5): what was written when it was made, and its codes with the
 * tries that are left. What goes without power (selection, channel, verified codes) is left out.
 *
 * It holds private keys and codes: whoever has the text has the card and its PIN.
 */
export function encodeCard(card: CardState): string {
  const { authority, group } = card;
  return JSON.stringify({
    format: CARD_FORMAT,
    version: CARD_VERSION,
    maker: card.maker,
    serial: base64url(card.serial),
    documentSecret: card.documentSecret,
    codes: Array.from(card.codes, ([reference, code]) => ({
      reference,
      value: base64url(code.reference),
      triesLeft: code.triesLeft,
      triesMax: code.triesMax,
    })),
    authority: {
      modulus: base64url(authority.publicKey.modulus),
      exponent: base64url(authority.publicKey.exponent),
      holderReference: base64url(authority.holderReference),
      holderAuthorization: base64url(authority.holderAuthorization),
    },
    group: { g: base64url(group.g), p: base64url(group.p), q: base64url(group.q) },
    files: card.files.map((file) => ({ ...file, content: base64url(file.content) })),
    keys: Array.from(card.keys, ([reference, key]) => ({
      reference,
      ...key,
      privateKey: base64url(key.privateKey),
    })),
  });
}
