import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotSent, Refused } from './channel.ts';
import { httpSmsChannel } from './http-sms-channel.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const SMS = { kind: 'sms', to: '+393331234567', text: '482913 è il tuo codice' } as const;
const ID = '0b5e0c1a-0000-4000-8000-000000000001';

/** A gateway of our own on loopback: `answer` decides what it does with the next request. */
let answer: Answer;
let origin: string;
let received: { headers: IncomingMessage['headers']; body: unknown }[];
let stop: () => void;

beforeEach(async () => {
  received = [];
  answer = (_, response) => response.writeHead(202).end('{"id":"gw-77"}');
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: JSON.parse((await text(request)) || 'null') });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(() => stop());

const channel = (timeout = 20_000) =>
  httpSmsChannel({
    url: `${origin}/sms`,
    from: 'CIE',
    headers: { authorization: 'Bearer x' },
    honoursIdempotencyKey: true,
    timeout,
  });

const deliver = (timeout?: number) =>
  channel(timeout).deliver(SMS, { messageId: ID, signal: AbortSignal.timeout(30_000) });

/** What it threw. */
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error) => error,
  );

describe('HTTP SMS gateway', () => {
  it('is told who, what, and the id that makes a repeat recognisable', async () => {
    expect(await deliver()).toEqual({ reference: `${new URL(origin).host}/gw-77` });
    await deliver();
    const keys = received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([ID, ID]);
    expect(received[0]?.headers['authorization']).toBe('Bearer x');
    expect(received[0]?.body).toEqual({ id: ID, from: 'CIE', to: SMS.to, text: SMS.text });
  });

  it('T-INF-06 has surely not sent what it had no time for', async () => {
    for (const status of [429, 503]) {
      answer = (_, response) => response.writeHead(status).end('busy');
      expect(await failure(deliver())).toEqual(new NotSent(`HTTP ${status}`));
    }
  });

  it('T-INF-06 refuses for ever what it says it cannot carry', async () => {
    answer = (_, response) => response.writeHead(422).end('{"error":"no such number +393331234567"}');
    expect(await failure(deliver())).toEqual(new Refused('HTTP 422'));
  });

  it('T-INF-06 may have sent what it failed over, was slow with, or hung up on', async () => {
    const answers: Record<string, Answer> = {
      failed: (_, response) => response.writeHead(500).end(),
      'proxy gave up': (_, response) => response.writeHead(504).end(),
      slow: () => {},
      'hung up': (request) => request.socket.destroy(),
      'hung up in the answer': (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"id"', () => response.destroy());
      },
      'sent elsewhere': (_, response) => response.writeHead(307, { location: '/other' }).end(),
    };
    for (const [name, each] of Object.entries(answers)) {
      answer = each;
      const error = await failure(deliver(1_500));
      expect(error, name).toBeInstanceOf(Error);
      expect(error instanceof NotSent || error instanceof Refused, name).toBe(false);
    }
    // No phone number followed the redirect.
    expect(received).toHaveLength(6);
  });

  it('T-INF-06 is down: nothing was sent', async () => {
    stop();
    expect(await failure(deliver())).toEqual(new NotSent('gateway out of reach'));
  });

  it('is not read beyond 64 kB, and may answer without an id', async () => {
    answer = (_, response) => response.writeHead(200).end('x'.repeat(1_000_000));
    expect(await deliver()).toEqual({ reference: `${new URL(origin).host}/${ID}` });
    answer = (_, response) => response.writeHead(204).end();
    expect(await deliver()).toEqual({ reference: `${new URL(origin).host}/${ID}` });
  });
});
