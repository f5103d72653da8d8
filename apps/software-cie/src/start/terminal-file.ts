import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fromBase64url, fromHex } from '@tessera/base';
import { certifiedTerminal, selfCertifyingTerminal, type Terminal, type TerminalKey } from '@tessera/card-client';
import { type CardPrimitives, decodeCvCertificate } from '@tessera/ias';
import { z } from 'zod';

/**
 * Who this copy is to cards. Either a certificate that the cards' authority gave to this key, or, for cards whose authority is known
 * by its exponent alone, that exponent: then the terminal certifies itself to each card.
 */
const TerminalFile = z.strictObject({
  /** SN.IFD: 8 bytes in hexadecimal. */
  serial: z.string().regex(/^[0-9a-fA-F]{16}$/),
  /** RSA-2048, DER of RSAPrivateKey. */
  privateKey: z.base64(),
  /** CV certificate: tag 7F21. */
  certificate: z.base64().optional(),
  authorityExponent: z.base64().optional(),
});

/** Throws an Error that says what is wrong with the file. */
export async function readTerminal(file: string, primitives: CardPrimitives): Promise<Terminal> {
  const { serial, privateKey, certificate, authorityExponent } = TerminalFile.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
  const key: TerminalKey = { serial: fromHex(serial), ...keyPairOf(bytes(privateKey)) };
  if (certificate !== undefined) {
    const decoded = decodeCvCertificate(bytes(certificate));
    if (decoded === null) throw new Error(`${file}: certificate is no CV certificate`);
    return certifiedTerminal(key, decoded);
  }
  if (authorityExponent === undefined) throw new Error(`${file}: neither certificate nor authorityExponent`);
  return selfCertifyingTerminal(key, bytes(authorityExponent), primitives);
}

function keyPairOf(privateKey: Uint8Array): Pick<TerminalKey, 'privateKey' | 'publicKey'> {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' });
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { privateKey, publicKey: { modulus: fromBase64url(n), exponent: fromBase64url(e) } };
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
