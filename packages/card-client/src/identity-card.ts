import { fromUtf8 } from '@tessera/base';
import {
  AID,
  ALGORITHM,
  type CardPrimitives,
  decodeRsaPublicKey,
  EF,
  INS,
  isClientSignature,
  KEY,
  type RsaPublicKey,
  sw,
} from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardReader } from './card-reader.ts';
import { ask, command, question, type Send, selectApplication } from './commands.ts';
import { exchange } from './exchange.ts';
import { readFile, readObject } from './read-file.ts';

/** Short identifier of EF.ID_Servizi, as P1 of READ BINARY. */
const NIS_FILE = 0x81;
const NIS_LENGTH = 12;
const CHALLENGE_LENGTH = 32;

export const plainly =
  (reader: CardReader): Send =>
  (sent) =>
    exchange(reader, sent);

/**
 * Selects the root. Some makers' chips have no name for it: they are asked for their root as such.
 * Throws a CardError `not-an-identity-card`.
 */
export async function selectRoot(reader: CardReader): Promise<void> {
  const send = plainly(reader);
  const byName = await send(selectApplication(AID.ias));
  if (byName.status === sw.SUCCESS) return;
  const byDefault = await send(command(INS.SELECT, 0x00, 0x00));
  if (byDefault.status !== sw.SUCCESS) throw new CardError('not-an-identity-card', { status: byDefault.status });
}

/** Selects root and identity card, in the clear: whatever channel there was is over. Throws a CardError `not-an-identity-card`. */
export async function selectIdentityCard(reader: CardReader): Promise<void> {
  await selectRoot(reader);
  const { status } = await plainly(reader)(selectApplication(AID.cie));
  if (status !== sw.SUCCESS) throw new CardError('not-an-identity-card', { status });
}

/** The number for services: 12 digits that everybody may read, and that alone prove nothing. */
export async function readNis(reader: CardReader): Promise<string> {
  await selectIdentityCard(reader);
  const { data, status } = await plainly(reader)({ ...question(INS.READ_BINARY, NIS_FILE, 0x00), le: NIS_LENGTH });
  if (status !== sw.SUCCESS || !isDigits(data)) throw new CardError('not-an-identity-card', { status });
  return fromUtf8(data);
}

/** EF.SOD: the issuer's signature over what this card holds. */
export async function readSecurityObject(reader: CardReader): Promise<Uint8Array> {
  await selectIdentityCard(reader);
  return readObject(plainly(reader), EF.SOD);
}

/**
 * Asks the card to sign a fresh challenge with its services key, which no copy of its files can do. No code is needed.
 *
 * Gives the key that it proved. Whether the issuer gave this key to this card, EF.SOD tells.
 * Throws a CardError `card-not-proven` when the signature is not by that key.
 */
export async function proveOriginal(reader: CardReader, primitives: CardPrimitives): Promise<RsaPublicKey> {
  await selectIdentityCard(reader);
  const send = plainly(reader);
  const key = keyIn(await readFile(send, EF.SERVIZI_INT_KPUB));
  await ask(send, setPrivateKey(ALGORITHM.clientSignature, KEY.services));
  const challenge = primitives.random.bytes(CHALLENGE_LENGTH);
  const signature = await ask(send, question(INS.INTERNAL_AUTHENTICATE, 0, 0, challenge));
  if (!isClientSignature(key, challenge, signature, primitives)) throw new CardError('card-not-proven');
  return key;
}

/** MANAGE SECURITY ENVIRONMENT: the key that the card is to sign with. */
export const setPrivateKey = (algorithm: number, key: number) =>
  command(INS.MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xa4, Uint8Array.of(0x80, 0x01, algorithm, 0x84, 0x01, key));

/** Throws a CardError `malformed-answer` unless the file holds an RSA key of 2048 bits, the only ones that this card has. */
export function keyIn(file: Uint8Array): RsaPublicKey {
  const key = decodeRsaPublicKey(file);
  if (key === null || key.modulus.length !== 256) throw new CardError('malformed-answer');
  return key;
}

const isDigits = (bytes: Uint8Array): boolean =>
  bytes.length === NIS_LENGTH && bytes.every((byte) => byte >= 0x30 && byte <= 0x39);
