import { utf8 } from '@tessera/base';
import { ALGORITHM, type CardPrimitives, EF, INS, isClientSignature, KEY } from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardReader } from './card-reader.ts';
import { ask, question } from './commands.ts';
import { keyIn, plainly, readNis, setPrivateKey } from './identity-card.ts';
import { readFile } from './read-file.ts';

/**
 * 64 bytes that this card gives whenever it lies on a reader, and nothing else does: for sealing what a computer keeps of it.
 *
 * The services key signs the NIS. It is free and deterministic (PKCS #1 v1.5), so the secret guards against whoever has the
 * computer without the card, and not against whoever has both. Throws a CardError `card-not-proven` when the signature is not by
 * the card's own key.
 * Source: IAS.cpp of the official middleware, which seals its cache so.
 */
export async function readLocalSecret(reader: CardReader, primitives: CardPrimitives): Promise<Uint8Array> {
  const nis = utf8(await readNis(reader));
  const send = plainly(reader);
  const key = keyIn(await readFile(send, EF.SERVIZI_INT_KPUB));
  await ask(send, setPrivateKey(ALGORITHM.clientSignature, KEY.services));
  const signature = await ask(send, question(INS.INTERNAL_AUTHENTICATE, 0, 0, nis));
  if (!isClientSignature(key, nis, signature, primitives)) throw new CardError('card-not-proven');
  const secret = primitives.digest('SHA-512', signature);
  signature.fill(0);
  return secret;
}
