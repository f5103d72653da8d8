import { equalInConstantTime } from '@tessera/base';
import {
  type CardPrimitives,
  decodeCvCertificate,
  openCvCertificate,
  type ResponseApdu,
  readerAuthorization,
  referenceOf,
  statusOnly,
  sw,
} from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

/**
 * PERFORM SECURITY OPERATION, VERIFY CERTIFICATE (INS 2A, P1-P2 00AE): a reader shows who certified its key.
 *
 * Key 84 must have been set, and session keys agreed. The certificate counts for this channel only, until another one comes.
 *
 * Status: 9000 the key is kept · 6300 not signed by key 84 · 6A80 malformed, of another authority, or not for a reader of this card ·
 * 6982 not through secure messaging · 6985 no key set · 6A86 another operation.
 * Source: ISO/IEC 7816-8, PERFORM SECURITY OPERATION command; IAS ECC v1.0.1, CV certificates.
 */
export function verifyCertificate(
  card: CardState,
  command: CardCommand,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  if (command.p1 !== 0x00 || command.p2 !== 0xae) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const { channel, environment, authority } = card;
  const agreed = channel.step === 'agreed' || channel.step === 'certified';
  if (!agreed || !command.secured) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  if (environment.certificateKey === null) return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];

  const certificate = decodeCvCertificate(command.data);
  if (certificate === null || !equalInConstantTime(certificate.authorityReference, referenceOf(authority)))
    return [card, statusOnly(sw.INCORRECT_DATA)];
  const body = openCvCertificate(certificate, authority.publicKey, primitives);
  if (body === null) return [card, statusOnly(sw.AUTHENTICATION_FAILED)];
  if (!equalInConstantTime(body.holderAuthorization, readerAuthorization(authority)))
    return [card, statusOnly(sw.INCORRECT_DATA)];

  const { messaging, agreement } = channel;
  const reader = { holderReference: body.holderReference, publicKey: body.publicKey };
  return [
    {
      ...card,
      channel: { step: 'certified', messaging, agreement, reader },
      environment: { ...environment, reader: null },
    },
    statusOnly(sw.SUCCESS),
  ];
}
