import { hex } from '@tessera/base';

/** SHA-256 of a certificate in capitals, two by two, as tools show it to be compared by eye. */
export async function thumbprint(der: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', Uint8Array.from(der)));
  return Array.from(digest, (byte) => hex(Uint8Array.of(byte)).toUpperCase()).join(':');
}
