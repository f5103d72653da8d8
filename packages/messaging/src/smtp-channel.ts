import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Channel, NotSent, Refused } from './channel.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls`, or no mail at all; `none` for a server on this machine. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Name and address of the sender. */
  readonly from: { readonly name: string; readonly address: string };
  /** Real milliseconds for one mail, from connecting to the server's last word. */
  readonly timeout?: number;
}

type Envelope = Parameters<SMTPConnection['send']>[0];

const TIMEOUT = 20_000;

/**
 * Hands e-mails to a mail server. The `Message-ID` is the same at each try, so that a mailbox can tell a repeat; not
 * all do, so a code that perhaps arrived is not repeated.
 */
export function smtpChannel(settings: SmtpSettings): Channel {
  const { from, timeout = TIMEOUT } = settings;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    kinds: ['email'],
    deliver: async (message, { messageId, signal }) => {
      if (message.kind !== 'email') throw new Refused('no e-mail');
      // Loaded with the first mail: it takes a while, and a deployment may send none.
      const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
      const mail = new MailComposer({
        from,
        // As an object: a text would be read as a list of addresses.
        to: { name: '', address: message.to },
        subject: message.subject,
        text: message.text,
        messageId: `<${messageId}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      }).compile();
      const content = await mail.build();
      await transmit(settings, mail.getEnvelope(), content, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
      return {};
    },
  };
}

/** One mail over a connection of its own. Until the envelope is offered, every failure is surely `NotSent`. */
async function transmit(
  { credentials, ...server }: SmtpSettings,
  envelope: Envelope,
  content: Buffer,
  signal: AbortSignal,
): Promise<void> {
  const connection = await prepare(server);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let offered = false;
  const fail = (error: Error) => reject(offered ? readAnswer(error) : new NotSent(wordFor(error)));
  const offer = () => {
    offered = true;
    connection.send(envelope, content, (error) => (error ? fail(error) : resolve()));
  };
  const abort = () => fail(new Error('out of time'));
  connection.on('error', fail);
  signal.addEventListener('abort', abort, { once: true });
  connection.connect((error) => {
    if (error) return fail(error);
    if (credentials === undefined) return offer();
    const { user, password } = credentials;
    connection.login({ credentials: { user, pass: password } }, (refusal) => (refusal ? fail(refusal) : offer()));
  });
  return promise.finally(() => {
    signal.removeEventListener('abort', abort);
    connection.close();
  });
}

async function prepare({ host, port, security }: SmtpSettings): Promise<SMTPConnection> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  return new Connection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
  });
}

/** A reply in the 400s asks to come again (greylisting, RFC 6647), one in the 500s never to; without a reply the outcome is open. */
function readAnswer(error: Error): Error {
  const code = 'responseCode' in error ? Number(error.responseCode) : 0;
  if (code >= 400 && code < 500) return new NotSent(`SMTP ${code}`);
  if (code >= 500) return new Refused(`SMTP ${code}`);
  return error;
}

/** Codes alone: the text of an error may quote an address. */
function wordFor(error: Error): string {
  if ('responseCode' in error && error.responseCode) return `SMTP ${error.responseCode}`;
  return 'code' in error ? String(error.code) : error.message;
}
