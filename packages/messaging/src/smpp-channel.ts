import type { OutgoingMessage } from '@tessera/base';
import { type Channel, NotSent, Refused } from './channel.ts';
import { openSmppSession, SMPP_TIMEOUT, type SmppReport, type SmppSession, type SmppSettings } from './smpp-session.ts';
import { type SmsPart, smsParts } from './sms-text.ts';

/** SMPP 3.4, 5.1.3. What else a centre answers may pass: a full queue, a rate exceeded, a fault on its side. */
const NEVER = new Map([
  [0x01, 'length'],
  [0x0b, 'number'],
  [0x104, 'alphabet'],
]);

/** A later part of a text was not taken when others were. */
class PartlySent extends Error {
  override readonly name = 'PartlySent';
}

/**
 * Hands SMS to an SMS centre over one connection, opened at the first message and again whenever it was lost.
 *
 * SMPP knows no repeats: a code whose answer did not come is not sent again. The centre's reports are asked for.
 */
export function smppChannel(settings: SmppSettings): Channel {
  const { host, port, timeout = SMPP_TIMEOUT } = settings;
  const listeners = new Set<(reference: string, outcome: SmppReport['outcome']) => void>();
  const referenceOf = (centreId: string) => `${host}:${port}/${centreId}`;
  const connect = connection(() =>
    openSmppSession(settings, ({ centreId, outcome }) => {
      for (const listener of listeners) listener(referenceOf(centreId), outcome);
    }),
  );
  return {
    kinds: ['sms'],
    deliver: async (message, { messageId, signal }) => {
      if (message.kind !== 'sms') throw new Refused('no SMS');
      const parts = partsOf(message, messageId);
      const session = await connect.open();
      const abort = AbortSignal.any([signal, AbortSignal.timeout(timeout * parts.length)]);
      // A centre that keeps silent is gone: the connection with it.
      abort.addEventListener('abort', session.close, { once: true });
      try {
        const centreId = await submitAll(session, parts, fieldsFor(settings.from, message.to, messageId));
        return centreId === undefined ? {} : { reference: referenceOf(centreId) };
      } finally {
        abort.removeEventListener('abort', session.close);
      }
    },
    reports: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: connect.close,
  };
}

/** One session for everybody who asks, until it is lost. */
function connection(openSession: () => Promise<SmppSession>) {
  let current: Promise<SmppSession> | null = null;
  const open = (): Promise<SmppSession> => {
    if (current !== null) return current;
    const opening = openSession();
    const forget = () => {
      if (current === opening) current = null;
    };
    opening.then(({ closed }) => closed).then(forget, forget);
    current = opening;
    return opening;
  };
  const close = async () => {
    const session = await current?.catch(() => null);
    session?.close();
    await session?.closed;
  };
  return { open, close };
}

/** The centre's name for the last part: when that has arrived, so has the text. */
async function submitAll(
  session: SmppSession,
  parts: readonly SmsPart[],
  fields: Record<string, unknown>,
): Promise<string | undefined> {
  let centreId: string | undefined;
  for (const [at, part] of parts.entries()) {
    const { command_status, message_id } = await session.submit({ ...fields, ...contentOf(part) });
    if (command_status !== 0 && at > 0) throw new PartlySent();
    const never = NEVER.get(command_status);
    if (never !== undefined) throw new Refused(`SMPP ${never}`);
    if (command_status !== 0) throw new NotSent(`SMPP ${command_status}`);
    centreId = message_id;
  }
  return centreId;
}

function partsOf(message: OutgoingMessage & { kind: 'sms' }, messageId: string): SmsPart[] {
  try {
    // The same number at each try, so that a phone joins repeated parts instead of mixing them.
    return smsParts(message.text, Number.parseInt(messageId.slice(0, 2), 16));
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('text too long');
    throw error;
  }
}

/** Sender by name (TON 5), number in full (TON 1, E.164 without its sign); a report is asked for. */
const fieldsFor = (from: string, to: string, messageId: string): Record<string, unknown> => ({
  source_addr_ton: 5,
  source_addr_npi: 0,
  source_addr: from,
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: to.replace(/^\+/, ''),
  registered_delivery: 1,
  user_message_reference: Number.parseInt(messageId.slice(0, 4), 16),
});

/** As bytes: given a text, the library would call the alphabet by another name than centres expect. */
const contentOf = ({ dataCoding, header, bytes }: SmsPart): Record<string, unknown> => ({
  data_coding: dataCoding,
  // Bit 6: a header comes first.
  esm_class: header === null ? 0 : 0x40,
  short_message: Buffer.concat([header ?? new Uint8Array(), bytes]),
});
