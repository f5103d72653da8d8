import { NotSent } from './channel.ts';
import { loadSmpp, type Pdu, type Session } from './smpp-library.ts';

export interface SmppSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
  /** What the phone shows as the sender: up to eleven letters and digits. */
  readonly from: string;
  /** Real milliseconds for connecting, and for each answer of the centre. */
  readonly timeout?: number;
}

/** What the centre says of a message that it took before. */
export interface SmppReport {
  readonly centreId: string;
  readonly outcome: 'delivered' | 'undelivered';
}

/** A bound connection to an SMS centre. */
export interface SmppSession {
  /** The centre's answer; whatever it says, it has looked at the message. Rejects when the connection ends before. */
  submit(fields: Record<string, unknown>): Promise<Pdu>;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

export const SMPP_TIMEOUT = 10_000;
/** Real milliseconds between two signs of life; centres close a silent connection. */
const ENQUIRE_EVERY = 30_000;

/** Connects and binds in both directions. Throws NotSent. */
export async function openSmppSession(
  settings: SmppSettings,
  onReport: (report: SmppReport) => void,
): Promise<SmppSession> {
  const { host, port, tls, systemId, password, timeout = SMPP_TIMEOUT } = settings;
  const session = loadSmpp().connect({ host, port, tls, auto_enquire_link_period: ENQUIRE_EVERY });
  const closed = new Promise<void>((resolve) => session.once('close', resolve));
  // Every error ends the connection, and what waits for an answer hears of that.
  session.on('error', () => session.destroy());
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu: Pdu) => {
    session.send(pdu.response());
    session.destroy();
  });
  session.on('deliver_sm', (pdu: Pdu) => {
    session.send(pdu.response());
    const report = readReport(pdu);
    if (report !== null) onReport(report);
  });

  const timer = setTimeout(() => session.destroy(), timeout);
  try {
    await answered(closed, (resolve) => session.once(tls ? 'secureConnect' : 'connect', resolve));
    const bound = await answered<Pdu>(closed, (resolve) =>
      session.bind_transceiver({ system_id: systemId, password, interface_version: 0x34 }, resolve),
    );
    if (bound.command_status !== 0) throw new NotSent(`SMPP bind ${bound.command_status}`);
  } catch (error) {
    session.destroy();
    throw error instanceof NotSent ? error : new NotSent('SMS centre out of reach');
  } finally {
    clearTimeout(timer);
  }
  return { closed, close: () => session.destroy(), submit: (fields) => submit(session, closed, fields) };
}

function submit(session: Session, closed: Promise<void>, fields: Record<string, unknown>): Promise<Pdu> {
  return answered<Pdu>(closed, (resolve) => {
    if (!session.submit_sm(fields, resolve)) throw new NotSent('connection lost before');
  });
}

/** The connection ended while the centre owed an answer. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Waits for a callback, or for the end of the connection. */
function answered<T = void>(closed: Promise<void>, ask: (resolve: (answer: T) => void) => void): Promise<T> {
  return Promise.race([
    new Promise<T>((resolve) => ask(resolve)),
    closed.then(() => {
      throw new ConnectionLost();
    }),
  ]);
}

/** The bits of `esm_class` that mark a report. */
const IS_REPORT = 0x04;
/** The final states of a message, as numbers and as the words in a report's text. Source: SMPP 3.4, 5.2.28 and appendix B. */
const DELIVERED = new Set(['2', 'DELIVRD']);
const UNDELIVERED = new Set(['3', '4', '5', '8', 'EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD']);

/** Null for an SMS that somebody sent us, and for a report that the message is still on its way. */
function readReport(pdu: Pdu): SmppReport | null {
  if (((pdu.esm_class ?? 0) & IS_REPORT) === 0) return null;
  const text = String(pdu.short_message?.message ?? '');
  const centreId = pdu.receipted_message_id ?? /\bid:(\S+)/.exec(text)?.[1];
  const state = String(pdu.message_state ?? /\bstat:(\w+)/.exec(text)?.[1] ?? '');
  if (centreId === undefined) return null;
  if (DELIVERED.has(state)) return { centreId, outcome: 'delivered' };
  return UNDELIVERED.has(state) ? { centreId, outcome: 'undelivered' } : null;
}
