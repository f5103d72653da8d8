import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { ReadersUnavailable } from './reader-source.ts';

/** As much of @pokusew/pcsclite as is used here. Its functions call back with an error first. */
export interface PcscService {
  on(event: 'reader', listener: (reader: PcscReader) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  close(): void;
}

export interface PcscReader {
  readonly name: string;
  readonly SCARD_SHARE_EXCLUSIVE: number;
  readonly SCARD_PROTOCOL_T0: number;
  readonly SCARD_PROTOCOL_T1: number;
  readonly SCARD_STATE_PRESENT: number;
  readonly SCARD_UNPOWER_CARD: number;
  on(event: 'status', listener: (status: { readonly state: number; readonly atr?: Uint8Array }) => void): this;
  on(event: 'end', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  connect(
    options: { readonly share_mode: number; readonly protocol: number },
    done: (error: Error | null | undefined, protocol: number) => void,
  ): void;
  transmit(
    command: Buffer,
    answerMax: number,
    protocol: number,
    done: (error: Error | null | undefined, answer: Uint8Array) => void,
  ): void;
  disconnect(disposition: number, done: (error: Error | null | undefined) => void): void;
}

export interface PcscModule {
  /** Whether the service can be asked. The module itself would wait for it, and stop the whole process meanwhile. */
  serviceRuns(): Promise<boolean>;
  open(): PcscService;
}

/** The native module, when it was built. Throws ReadersUnavailable `no-module` when it was not, or for another Node. */
export function loadPcscModule(): PcscModule {
  try {
    const open = createRequire(import.meta.url)('@pokusew/pcsclite') as () => PcscService;
    return { open, serviceRuns };
  } catch (cause) {
    throw new ReadersUnavailable('no-module', { cause });
  }
}

/** Where pcscd listens; the variable is pcsc-lite's own. */
const socketPath = (): string => process.env['PCSCLITE_CSOCK_NAME'] ?? '/run/pcscd/pcscd.comm';

/** Linux: whoever answers at the socket is pcscd, or systemd, which starts it. Elsewhere the system has a service of its own. */
function serviceRuns(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = createConnection(socketPath());
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
