import type { AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotSent, Refused } from './channel.ts';
import { smppChannel } from './smpp-channel.ts';
import { loadSmpp, type Pdu, type Session } from './smpp-library.ts';

const SMS = { kind: 'sms', to: '+393331234567', text: '482913 è il tuo codice' } as const;
const ID = '0b5e0c1a-0000-4000-8000-000000000001';

interface Submitted extends Pdu {
  readonly destination_addr: string;
  readonly data_coding: number;
  readonly esm_class: number;
  readonly short_message: { readonly message: string | Buffer; readonly udh?: Buffer[] };
}

/** An SMS centre of our own on loopback: the package's server; `answer` decides what it does with the next message. */
let server: Server;
let port: number;
let sessions: Session[];
let submitted: Submitted[];
let answer: (session: Session, pdu: Submitted) => void;
let bindStatus: number;

const take = (session: Session, pdu: Submitted) => {
  session.send(pdu.response({ message_id: `m${submitted.length}` }));
};
const say = (command_status: number) => (session: Session, pdu: Submitted) => {
  session.send(pdu.response({ command_status }));
};

beforeEach(async () => {
  [sessions, submitted, answer, bindStatus] = [[], [], take, 0];
  server = loadSmpp().createServer((session) => {
    sessions.push(session);
    session.on('error', () => session.destroy());
    session.on('bind_transceiver', (pdu: Pdu) => session.send(pdu.response({ command_status: bindStatus })));
    session.on('submit_sm', (pdu: Submitted) => {
      submitted.push(pdu);
      answer(session, pdu);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  for (const session of sessions) session.destroy();
  server.close();
});

const channel = (timeout = 20_000) =>
  smppChannel({ host: '127.0.0.1', port, tls: false, systemId: 'tessera', password: 'secret', from: 'CIE', timeout });

const handover = () => ({ messageId: ID, signal: AbortSignal.timeout(10_000) });

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error) => error,
  );

describe('SMS centre over SMPP', () => {
  it('takes messages over one connection and names them', async () => {
    const centre = channel();
    expect(await centre.deliver(SMS, handover())).toEqual({ reference: `127.0.0.1:${port}/m1` });
    expect(await centre.deliver({ ...SMS, text: 'Ciao' }, handover())).toEqual({ reference: `127.0.0.1:${port}/m2` });
    expect(sessions).toHaveLength(1);
    expect(submitted[0]).toMatchObject({
      destination_addr: '393331234567',
      source_addr: 'CIE',
      data_coding: 0,
      registered_delivery: 1,
    });
    await centre.close?.();
  });

  it('reads texts as they were written, long ones in joined parts', async () => {
    const centre = channel();
    await centre.deliver({ ...SMS, text: 'Perché @ € [x]' }, handover());
    expect(submitted[0]?.short_message.message).toBe('Perché @ € [x]');
    await centre.deliver({ ...SMS, text: '“482913” ' }, handover());
    expect(submitted[1]).toMatchObject({ data_coding: 8, short_message: { message: '“482913” ' } });
    submitted.length = 0;
    await centre.deliver({ ...SMS, text: 'x'.repeat(200) }, handover());
    expect(submitted.map(({ esm_class }) => esm_class)).toEqual([0x40, 0x40]);
    expect(submitted.map(({ short_message }) => short_message.message).join('')).toBe('x'.repeat(200));
    await centre.close?.();
  });

  it('T-INF-06 says later what became of a message', async () => {
    const centre = channel();
    const reports: string[] = [];
    const stop = centre.reports?.((reference, outcome) => reports.push(`${reference} ${outcome}`));
    await centre.deliver(SMS, handover());
    const [session] = sessions;
    const report = (fields: Record<string, unknown>) =>
      new Promise<void>((resolve) => {
        session?.deliver_sm({ esm_class: 4, ...fields }, () => resolve());
      });
    await report({ receipted_message_id: 'm1', message_state: 1 });
    await report({ receipted_message_id: 'm1', message_state: 2 });
    await report({
      short_message: 'id:m2 sub:001 dlvrd:000 submit date:2601151000 done date:2601151001 stat:UNDELIV err:001 text:',
    });
    await report({ esm_class: 0, short_message: 'id:m3 stat:DELIVRD' });
    expect(reports).toEqual([`127.0.0.1:${port}/m1 delivered`, `127.0.0.1:${port}/m2 undelivered`]);
    stop?.();
    await centre.close?.();
  });

  it('T-INF-06 has surely not sent what it answers with an error, and some errors are for ever', async () => {
    const centre = channel();
    for (const status of [0x08, 0x14, 0x58]) {
      answer = say(status);
      expect(await failure(centre.deliver(SMS, handover()))).toEqual(new NotSent(`SMPP ${status}`));
    }
    answer = say(0x0b);
    expect(await failure(centre.deliver(SMS, handover()))).toEqual(new Refused('SMPP number'));
    expect(await failure(centre.deliver({ ...SMS, text: 'x'.repeat(2_000) }, handover()))).toEqual(
      new Refused('text too long'),
    );
    await centre.close?.();
  });

  it('T-INF-06 may have sent what it never answered; the next message finds a new connection', async () => {
    const centre = channel(1_500);
    for (const mishap of [() => {}, (session: Session) => session.destroy()]) {
      answer = mishap;
      const error = await failure(centre.deliver(SMS, handover()));
      expect(error).toMatchObject({ name: 'ConnectionLost' });
    }
    answer = take;
    expect(await centre.deliver(SMS, handover())).toBeDefined();
    expect(sessions).toHaveLength(3);
    await centre.close?.();
  });

  it('T-INF-06 may show a part of a text whose rest was refused', async () => {
    const centre = channel();
    answer = (session, pdu) => (submitted.length === 1 ? take : say(0x58))(session, pdu);
    expect(await failure(centre.deliver({ ...SMS, text: 'x'.repeat(200) }, handover()))).toMatchObject({
      name: 'PartlySent',
    });
    await centre.close?.();
  });

  it('T-INF-06 is down or knows us not: nothing was sent', async () => {
    bindStatus = 0x0e;
    expect(await failure(channel().deliver(SMS, handover()))).toEqual(new NotSent('SMPP bind 14'));
    server.close();
    for (const session of sessions) session.destroy();
    expect(await failure(channel().deliver(SMS, handover()))).toEqual(new NotSent('SMS centre out of reach'));
  });
});
