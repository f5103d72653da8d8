import { utf8 } from '@tessera/base';
import { type CardPrimitives, EF } from '@tessera/ias';
import type { CardReader } from './card-reader.ts';
import { readCertificate, readDocumentNumber } from './citizen.ts';
import { type CodeCheck, type Consent, verifyPin } from './codes.ts';
import {
  plainly,
  proveOriginal,
  readNis,
  readSecurityObject,
  selectIdentityCard,
  selectRoot,
} from './identity-card.ts';
import { openChannel } from './open-channel.ts';
import { readObject } from './read-file.ts';
import type { Terminal } from './terminal.ts';

/** All that a computer keeps of a card that it was paired with. */
export interface Enrolment {
  readonly nis: string;
  readonly documentNumber: string;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  /** EF.SOD: tag 77 and a CMS SignedData. */
  readonly securityObject: Uint8Array;
  /** What the security object is made over: the tag of its list, and the bytes to digest. */
  readonly signedFiles: ReadonlyMap<number, Uint8Array>;
}

export type EnrolmentResult =
  | { readonly outcome: 'enrolled'; readonly enrolment: Enrolment }
  | Exclude<CodeCheck, { outcome: 'right' }>;

/**
 * Pairs a card: reads what is free, proves card and terminal to each other, verifies the PIN, reads what is behind it.
 *
 * The PIN's bytes are overwritten. Whether the issuer signed what was read is for whoever has the issuer's certificates to say.
 * Throws a CardError as `openChannel` and `proveOriginal` do.
 */
export async function enrol(
  reader: CardReader,
  terminal: Terminal,
  { pin, consent = 'careful' }: { readonly pin: Uint8Array; readonly consent?: Consent },
  primitives: CardPrimitives,
): Promise<EnrolmentResult> {
  const nis = await readNis(reader);
  const securityObject = await readSecurityObject(reader);
  await proveOriginal(reader, primitives);
  const free = await readFreeFiles(reader);
  const channel = await openChannel(reader, terminal, primitives);
  try {
    const check = await verifyPin(channel, pin, consent);
    if (check.outcome !== 'right') return check;
    const documentNumber = await readDocumentNumber(channel);
    const certificate = await readCertificate(channel);
    const signedFiles = new Map([[0xa1, utf8(nis)], [0xa2, utf8(documentNumber)], [0xa3, certificate], ...free]);
    return { outcome: 'enrolled', enrolment: { nis, documentNumber, certificate, securityObject, signedFiles } };
  } finally {
    pin.fill(0);
    channel.close();
  }
}

/** Device key, services key and group, by their tags in the security object. */
async function readFreeFiles(reader: CardReader): Promise<ReadonlyMap<number, Uint8Array>> {
  const send = plainly(reader);
  await selectRoot(reader);
  const group = await readObject(send, EF.DH);
  await selectIdentityCard(reader);
  const deviceKey = await readObject(send, EF.INT_KPUB);
  const servicesKey = await readObject(send, EF.SERVIZI_INT_KPUB);
  return new Map([
    [0xa4, deviceKey],
    [0xa5, servicesKey],
    [0x1b, group],
  ]);
}
