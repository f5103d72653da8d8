import { constants, createPublicKey, verify } from 'node:crypto';
import { type Ground, utf8 } from '@tessera/base';
import { type CardReading, recordReading, takeCardRequest, type WayBack } from '@tessera/login';
import type { CardProof } from '@tessera/wire';
import type { CardOptions } from './card-options.ts';

/**
 * Judges what Software CIE sends. Null when the challenge is none of ours, is over, or was brought before.
 *
 * The challenge is used up before anything else is looked at. It needs no reading: it is known by a digest of its very text,
 * which is also what the card has signed.
 */
export async function readSignedChallenge(
  ground: Ground,
  { check }: Pick<CardOptions, 'check'>,
  { challenge, certificate, signature }: CardProof,
): Promise<WayBack | null> {
  const request = await takeCardRequest(ground, 'card-signature', challenge);
  if (request === null) return null;
  const checked = await check(Buffer.from(certificate, 'base64'));
  const signed = checked.outcome === 'genuine' && isSignedBy(checked.publicKey, challenge, signature);
  return await recordReading(ground, request, signed || checked.outcome !== 'genuine' ? readingOf(checked) : STRANGER);
}

/** A genuine certificate, which anybody may have a copy of, without its key. */
const STRANGER: CardReading = { outcome: 'not-genuine' };

/** The card has no PSS: RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2). */
const isSignedBy = (spki: Uint8Array, challenge: string, signature: string): boolean =>
  verify(
    'sha256',
    utf8(challenge),
    {
      key: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
      padding: constants.RSA_PKCS1_PADDING,
    },
    Buffer.from(signature, 'base64'),
  );

/** The check in the words of the login. */
export function readingOf(checked: Awaited<ReturnType<CardOptions['check']>>): CardReading {
  switch (checked.outcome) {
    case 'genuine': {
      const { fiscalCode, serial, state } = checked;
      return { outcome: 'genuine', fiscalCode, serial, state };
    }
    case 'not-ours':
      return { outcome: 'not-genuine' };
    case 'status-unknown':
      return checked;
  }
}
