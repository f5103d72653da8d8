import { type AddressInfo, createServer, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { NotSent, Refused } from './channel.ts';
import { smtpChannel } from './smtp-channel.ts';

const MAIL = {
  kind: 'email',
  to: 'nome.cognome@posta.example',
  subject: 'Codice per attivare le credenziali: perché l’hai chiesto',
  text: '482913 è il tuo codice.\n\nNon dirlo a nessuno: né al telefono né altrove.',
} as const;
const ID = '0b5e0c1a-0000-4000-8000-000000000001';

const started: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0)) await stop();
});

/** A real mail server on loopback; what it was handed ends in `mails`. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; mails: Buffer[] }> {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH'],
    hideSTARTTLS: true,
    logger: false,
    onData: (stream, _, done) => {
      buffer(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
  });
  started.push(() => new Promise((resolve) => server.close(resolve)));
  return { port, mails };
}

/** A server that speaks only as it is told. */
async function scripted(talk: (server: Server) => void): Promise<{ port: number }> {
  const server = createServer();
  talk(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  started.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port };
}

const deliver = (
  port: number,
  timeout = 20_000,
  mail: { kind: 'email'; to: string; subject: string; text: string } = MAIL,
) =>
  smtpChannel({
    host: '127.0.0.1',
    port,
    security: 'none',
    from: { name: 'Sportello CIE', address: 'no-reply@cie.example' },
    timeout,
  }).deliver(mail, { messageId: ID, signal: AbortSignal.timeout(10_000) });

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error) => error,
  );

/** An answer with an SMTP status. */
const reply = (responseCode: number) => Object.assign(new Error('told by the test'), { responseCode });

describe('mail server over SMTP', () => {
  it('is handed the mail as it was written, under the same Message-ID each time', async () => {
    const { port, mails } = await mailServer();
    await deliver(port);
    await deliver(port);
    const [first, second] = await Promise.all(mails.map((mail) => PostalMime.parse(mail)));
    expect(first).toMatchObject({
      subject: MAIL.subject,
      from: { name: 'Sportello CIE', address: 'no-reply@cie.example' },
      to: [{ address: MAIL.to }],
      messageId: `<${ID}@cie.example>`,
    });
    expect(first?.text?.trim()).toBe(MAIL.text);
    expect(second?.messageId).toBe(first?.messageId);
  });

  it('gets one recipient and no headers out of what somebody typed', async () => {
    const recipients: string[] = [];
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _, done) => {
        recipients.push(address);
        done();
      },
    });
    await deliver(port, 20_000, { ...MAIL, subject: 'Ciao\r\nBcc: altri@posta.example' });
    expect(recipients).toEqual([MAIL.to]);
    expect(await PostalMime.parse(mails[0] ?? '')).not.toHaveProperty('bcc');
    const odd = await failure(deliver(port, 20_000, { ...MAIL, to: 'a@posta.example>\r\nRCPT TO:<b@posta.example' }));
    expect(odd).toBeInstanceOf(Error);
    expect(recipients.filter((address) => address.startsWith('b@'))).toEqual([]);
  });

  it('T-INF-07 asks to come again: greylisted or over its rate, nothing was sent', async () => {
    const grey = await mailServer({ onRcptTo: (_, __, done) => done(reply(451)) });
    expect(await failure(deliver(grey.port))).toEqual(new NotSent('SMTP 451'));
    const full = await mailServer({
      onData: (stream, _, done) => {
        stream.resume().on('end', () => done(reply(452)));
      },
    });
    expect(await failure(deliver(full.port))).toEqual(new NotSent('SMTP 452'));
  });

  it('T-INF-07 says that a mailbox does not exist', async () => {
    const { port } = await mailServer({ onRcptTo: (_, __, done) => done(reply(550)) });
    expect(await failure(deliver(port))).toEqual(new Refused('SMTP 550'));
  });

  it('T-INF-07 is down, closes its door, or greets too slowly: nothing was sent', async () => {
    const { port } = await mailServer();
    for (const stop of started.splice(0)) await stop();
    expect(await failure(deliver(port))).toBeInstanceOf(NotSent);
    const closed = await mailServer({ onConnect: (_, done) => done(reply(421)) });
    expect(await failure(deliver(closed.port))).toEqual(new NotSent('SMTP 421'));
    const mute = await scripted((server) => server.on('connection', (socket) => socket.on('error', () => {})));
    expect(await failure(deliver(mute.port, 300))).toEqual(new NotSent('out of time'));
    const dripping = await scripted((server) => {
      server.on('connection', (socket) => {
        const drip = setInterval(() => socket.write('2'), 20);
        socket.on('error', () => {}).on('close', () => clearInterval(drip));
      });
    });
    expect(await failure(deliver(dripping.port, 300))).toBeInstanceOf(NotSent);
  });

  it('T-INF-07 may have taken a mail whose receipt it never confirmed', async () => {
    const slow = await mailServer({ onData: (stream) => void stream.resume() });
    const hangingUp = await scripted((server) => {
      server.on('connection', (socket) => {
        socket.on('error', () => {}).write('220 ready\r\n');
        socket.on('data', (sent) => {
          const said = sent.toString('latin1');
          if (said.endsWith('\r\n.\r\n')) return socket.destroy();
          socket.write(said.startsWith('DATA') ? '354 go on\r\n' : '250 fine\r\n');
        });
      });
    });
    for (const { port } of [slow, hangingUp]) {
      const error = await failure(deliver(port, 2_000));
      expect(error).toBeInstanceOf(Error);
      expect(error instanceof NotSent || error instanceof Refused).toBe(false);
    }
  });

  it('speaks to no server in the clear where TLS is asked for', async () => {
    const { port, mails } = await mailServer();
    const strict = smtpChannel({
      host: '127.0.0.1',
      port,
      security: 'starttls',
      from: { name: '', address: 'no-reply@cie.example' },
      timeout: 20_000,
    });
    const error = await failure(strict.deliver(MAIL, { messageId: ID, signal: AbortSignal.timeout(10_000) }));
    expect(error).toBeInstanceOf(NotSent);
    expect(mails).toEqual([]);
  });
});
