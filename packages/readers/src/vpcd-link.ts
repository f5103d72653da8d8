import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { type ServedSlot, type VpcdSlot, vpcdSlot } from './vpcd-slot.ts';

/** `8C7B` in hexadecimal, as Debian's reader.conf has it. */
export const VPCD_PORT = 35963;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);
/** How long a reader that went away is left alone before it is called again. */
const CALL_AGAIN_MS = 500;

/** pcscd's virtual reader: two slots, of which the first is the one that everybody means. */
export interface VpcdLink extends VpcdSlot {
  /** The port of the first slot; that of the second is the next one. */
  readonly port: number;
  readonly second: VpcdSlot;
  /** Takes both cards away and ends. */
  close(): Promise<void>;
}

export interface VpcdAddress {
  /** This machine, `127.0.0.1`: a card trusts whoever reaches it as it trusts a reader, so no network may. */
  readonly host?: string;
  /** 35963 unless said otherwise. */
  readonly port?: number;
}

/**
 * Waits for vpcd to call: reader.conf says `DEVICENAME 127.0.0.1:0x8C7B`. Rejects when a port is taken.
 *
 * For a vpcd of June 2022 or later. Debian's (3.3) calls once and, when the call was in vain or is over, waits on a socket that it
 * never opened: pcscd falls. It wants both cards to lie there before it starts, and to stay; otherwise let it be called by
 * `connectToVpcd`.
 */
export async function listenForVpcd(address: VpcdAddress = {}): Promise<VpcdLink> {
  const { host, port } = onThisMachine(address);
  const slots: readonly [ServedSlot, ServedSlot] = [vpcdSlot(), vpcdSlot()];
  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    for (const slot of slots) slot.remove();
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
  };
  try {
    for (const [i, slot] of slots.entries()) servers.push(await listening(slot, host, port + i));
  } catch (error) {
    await close();
    throw error;
  }
  return link(slots, port, close);
}

/** Calls vpcd where it listens, as Debian's does unless told otherwise, and calls again whenever pcscd was started anew. */
export function connectToVpcd(address: VpcdAddress = {}): VpcdLink {
  const { host, port } = onThisMachine(address);
  const callers = [calling(vpcdSlot(), host, port), calling(vpcdSlot(), host, port + 1)] as const;
  return link(callers, port, async () => {
    await Promise.all(callers.map((caller) => caller.close()));
  });
}

function link([first, second]: readonly [VpcdSlot, VpcdSlot], port: number, close: () => Promise<void>): VpcdLink {
  return {
    port,
    second,
    close,
    insert: (card, watch) => first.insert(card, watch),
    remove: () => first.remove(),
    get seen() {
      return first.seen;
    },
  };
}

async function listening(slot: ServedSlot, host: string, port: number): Promise<Server> {
  const server = createServer((socket) => slot.serve(socket));
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

/** A slot that calls whenever a card lies there and nobody is at the other end. */
function calling(slot: ServedSlot, host: string, port: number): VpcdSlot & { close(): Promise<void> } {
  let socket: Socket | null = null;
  let again: NodeJS.Timeout | undefined;

  const call = (): void => {
    clearTimeout(again);
    if (socket !== null || !slot.occupied) return;
    const called = createConnection({ host, port });
    socket = called;
    // Why it failed matters little: nobody is there yet, or nobody any more. 'close' follows.
    called.on('error', () => undefined);
    called.on('connect', () => slot.serve(called));
    called.on('close', () => {
      socket = null;
      again = setTimeout(call, CALL_AGAIN_MS);
    });
  };
  const remove = (): void => {
    slot.remove();
    socket?.destroy();
  };
  return {
    insert: (card, watch) => {
      slot.insert(card, watch);
      call();
    },
    remove,
    get seen() {
      return slot.seen;
    },
    close: async () => {
      const ended = socket === null ? null : once(socket, 'close');
      remove();
      await ended;
      clearTimeout(again);
    },
  };
}

function onThisMachine({ host = '127.0.0.1', port = VPCD_PORT }: VpcdAddress): { host: string; port: number } {
  if (!LOOPBACK.has(host)) throw new RangeError('a virtual card is for this machine alone: say 127.0.0.1');
  if (!Number.isInteger(port) || port < 1 || port > 65534)
    throw new RangeError('a port from 1 to 65534; the next one is used, too');
  return { host: '127.0.0.1', port };
}
