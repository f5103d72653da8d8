import { createPublicKey } from 'node:crypto';
import { base64url, utf8 } from '@tessera/base';
import { certifiedTerminal, openChannel, readCertificate, sign, verifyPin } from '@tessera/card-client';
import { createCard } from '@tessera/chip';
import { drawTestCard, TEST_PIN, type TestCard } from '@tessera/chip/testing';
import { sha256DigestInfo } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import type { CardProof } from '@tessera/wire';

const primitives = nodePrimitives();

/** A virtual card on a reader, and what Software CIE does with it. */
export interface CardAtComputer {
  /** EF.Cert_CIE. */
  readonly certificate: Uint8Array;
  /** SubjectPublicKeyInfo of its authentication key, DER. */
  readonly publicKey: Uint8Array;
  /** Channel, PIN, certificate, signature: by APDUs, all of it. */
  prove(challenge: string): Promise<CardProof>;
}

export function cardAtComputer(made: TestCard = drawTestCard()): CardAtComputer {
  const card = createCard(made.card, { primitives, memory: { save: async () => {} } });
  const terminal = certifiedTerminal(made.reader, made.reader.certificate);
  const { modulus, exponent } = made.order.keys.authentication.publicKey;
  const key = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
  return {
    certificate: made.order.certificate,
    publicKey: createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'der' }),
    prove: async (challenge) => {
      const channel = await openChannel(card, terminal, primitives);
      await verifyPin(channel, utf8(TEST_PIN));
      const certificate = await readCertificate(channel);
      const signature = await sign(channel, sha256DigestInfo(utf8(challenge), primitives), { modulus, exponent });
      return { challenge, certificate: base64(certificate), signature: base64(signature) };
    },
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
