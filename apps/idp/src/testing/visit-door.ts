import { type Agent, request } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import type { Pair } from './openssl.ts';

export interface DoorAnswer {
  readonly status: number | undefined;
  readonly location: string;
  readonly body: string;
}

export interface DoorVisit {
  /** PEM of the door's own certificate, which stands for whoever certified it. */
  readonly trusted: string;
  /** With what the handshake is signed; null comes without a certificate. */
  readonly by: Pair | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps connections; each visit is one of its own where it is absent. */
  readonly agent?: Agent;
  readonly tls?: ConnectionOptions;
}

/** One request to the TLS door, with a handshake of its own. */
export const visitDoor = (address: string, { trusted, by, headers, agent, tls }: DoorVisit): Promise<DoorAnswer> =>
  new Promise((resolve, reject) => {
    const identity = by === null ? {} : { key: by.key, cert: by.certificate };
    const options = { ca: trusted, ...identity, ...tls, headers: { ...headers }, agent: agent ?? false };
    request(address, options, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += String(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode, location: answer.headers.location ?? '', body }));
    })
      .on('error', reject)
      .end();
  });
