import { concat, equalInConstantTime, utf8 } from '@tessera/base';
import {
  type CardPrimitives,
  provenCounter,
  type ResponseApdu,
  retailMac,
  type SessionKeys,
  sessionKeys,
  statusOnly,
  sw,
} from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import { type CardState, closeChannel } from '../card-state.ts';
import type { Turn } from '../guess.ts';

const CRYPTOGRAM_LENGTH = 32;
const MAC_LENGTH = 8;

/**
 * EXTERNAL (MUTUAL) AUTHENTICATE of the travel document (INS 82), Basic Access Control: who can read the printed lines may read
 * DG1 and DG11. Data: cryptogram (32) ‖ MAC (8), the same in the answer; both sides put in half of the session's key.
 *
 * The challenge is used up, whatever the answer.
 *
 * Status: 9000 open · 6300 not proven · 6985 no challenge · 6700 another length · 6A86 P1-P2 not zero.
 * Source: ICAO 9303-11 section 4.3 and appendix D.3.
 */
export function mutualAuthenticate(
  card: CardState,
  command: CardCommand,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  const { p1, p2, data } = command;
  if (p1 !== 0 || p2 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  if (data.length !== CRYPTOGRAM_LENGTH + MAC_LENGTH) return [card, statusOnly(sw.WRONG_LENGTH)];
  const { challenge } = card;
  if (challenge === null) return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];

  const keys = documentKeys(card, primitives);
  const asked: CardState = { ...closeChannel(card), challenge: null };
  const opened = openToken(keys, data, primitives);
  if (opened === null || !equalInConstantTime(opened.subarray(8, 16), challenge))
    return [asked, statusOnly(sw.AUTHENTICATION_FAILED)];

  const readerChallenge = opened.subarray(0, 8);
  const readerHalf = opened.subarray(16, 32);
  const ownHalf = primitives.random.bytes(16);
  const token = sealToken(keys, concat(challenge, readerChallenge, ownHalf), primitives);
  const messaging = {
    keys: sessionKeys(exclusiveOr(readerHalf, ownHalf), 'SHA-1', primitives),
    counter: provenCounter(challenge, readerChallenge),
  };
  return [
    { ...asked, channel: { step: 'document', messaging } },
    { data: token, status: sw.SUCCESS },
  ];
}

function documentKeys({ documentSecret }: CardState, primitives: CardPrimitives): SessionKeys {
  const seed = primitives.digest('SHA-1', utf8(documentSecret)).subarray(0, 16);
  return sessionKeys(seed, 'SHA-1', primitives);
}

function openToken({ encryption, mac }: SessionKeys, token: Uint8Array, primitives: CardPrimitives): Uint8Array | null {
  const cryptogram = token.subarray(0, CRYPTOGRAM_LENGTH);
  const expected = retailMac(mac, cryptogram, primitives);
  if (!equalInConstantTime(expected, token.subarray(CRYPTOGRAM_LENGTH))) return null;
  return primitives.tripleDesDecrypt(encryption, cryptogram);
}

function sealToken({ encryption, mac }: SessionKeys, content: Uint8Array, primitives: CardPrimitives): Uint8Array {
  const cryptogram = primitives.tripleDesEncrypt(encryption, content);
  return concat(cryptogram, retailMac(mac, cryptogram, primitives));
}

const exclusiveOr = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0));
