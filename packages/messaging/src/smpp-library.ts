import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type { Server } from 'node:net';

/** A message of the protocol; its fields depend on its command. */
export interface Pdu {
  readonly command_status: number;
  readonly esm_class?: number;
  readonly message_id?: string;
  readonly receipted_message_id?: string;
  readonly message_state?: number;
  readonly short_message?: { readonly message?: string | Buffer };
  response(fields?: Record<string, unknown>): Pdu;
}

/** One connection, of either side. A command is sent by its name, and false when the connection was closed before. */
export interface Session extends EventEmitter {
  bind_transceiver(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean;
  submit_sm(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean;
  deliver_sm(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean;
  send(pdu: Pdu): boolean;
  destroy(): void;
}

/** What we use of the package `smpp`, which ships no types. */
export interface Smpp {
  connect(options: Record<string, unknown>): Session;
  createServer(listener: (session: Session) => void): Server;
}

/** Loaded when it is needed: a deployment without an SMS centre need not have the package. */
export const loadSmpp = (): Smpp => createRequire(import.meta.url)('smpp');
