import { ALGORITHM, EF, INS, isClientSignature, KEY, type RsaPublicKey } from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardChannel } from './channel.ts';
import { ask, question } from './commands.ts';
import { setPrivateKey } from './identity-card.ts';
import { readFile, readObject } from './read-file.ts';

/** EF.Cert_CIE: the citizen's certificate, X.509 in DER. The PIN must have been verified, or the card says 6982. */
export const readCertificate = ({ send }: CardChannel): Promise<Uint8Array> => readObject(send, EF.CERT_CIE);

const DOCUMENT_NUMBER_LENGTH = 9;

/** EF.Seriale: the number that is printed on the card, such as CA00000AA. The PIN must have been verified. */
export async function readDocumentNumber({ send }: CardChannel): Promise<string> {
  const file = await readFile(send, EF.SERIALE);
  const number = String.fromCharCode(...file.subarray(0, DOCUMENT_NUMBER_LENGTH));
  if (!/^[0-9A-Z]{9}$/.test(number)) throw new CardError('malformed-answer');
  return number;
}

/**
 * The citizen's signature, PKCS #1 v1.5, 256 bytes, over these very bytes: a whole DigestInfo for whoever wants to verify it elsewhere.
 *
 * `key` is the certificate's. Throws a CardError `card-not-proven` when the signature is not by it, and `unexpected-status` 6982
 * when the PIN was not verified.
 */
export async function sign(
  { send, primitives }: CardChannel,
  digestInfo: Uint8Array,
  key: RsaPublicKey,
): Promise<Uint8Array> {
  await ask(send, setPrivateKey(ALGORITHM.clientSignature, KEY.authentication));
  const signature = await ask(send, question(INS.INTERNAL_AUTHENTICATE, 0, 0, digestInfo));
  if (!isClientSignature(key, digestInfo, signature, primitives)) throw new CardError('card-not-proven');
  return signature;
}
