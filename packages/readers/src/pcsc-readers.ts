import { setTimeout as sleep } from 'node:timers/promises';
import { CardError } from '@tessera/card-client';
import { connectPcscCard } from './pcsc-card.ts';
import { loadPcscModule, type PcscModule, type PcscReader, type PcscService } from './pcsc-module.ts';
import { type ReaderSource, ReadersUnavailable } from './reader-source.ts';

/** The readers of this computer, through its PC/SC service: pcscd on Linux and macOS, the smart card service on Windows. */
export interface PcscReaders extends ReaderSource {
  /** Asks the service no more. */
  close(): void;
}

/** The service names its readers, and then the cards on them, one after the other; where there is none it says nothing. */
const FIRST_WORDS_MS = 500;
const LISTEN_MS = 20;
const ASK_AGAIN_MS = 2_000;

interface Seen {
  readonly reader: PcscReader;
  /** Null without a card; undefined before the service said. */
  atr: Uint8Array | null | undefined;
}

/** Asks nobody anything before the first call. */
export function pcscReaders(load: () => PcscModule = loadPcscModule): PcscReaders {
  const watchers = new Set<() => void>();
  let session: Session | null = null;
  let again: NodeJS.Timeout | undefined;

  const tell = (): void => {
    for (const changed of [...watchers]) changed();
  };
  const demand = async (): Promise<Session> => {
    if (session !== null) return session;
    const module = load();
    if (!(await module.serviceRuns())) throw new ReadersUnavailable('no-service');
    session ??= new Session(opened(module), tell, () => {
      session = null;
      keepAsking();
    });
    return session;
  };
  /** While somebody watches, a service that was started later is found. */
  const keepAsking = (): void => {
    clearTimeout(again);
    if (watchers.size === 0) return;
    demand().catch(() => {
      again = setTimeout(keepAsking, ASK_AGAIN_MS);
    });
  };

  return {
    list: async () => {
      const seen = await (await demand()).settled();
      return seen.map(({ reader, atr }) => ({ name: reader.name, atr: atr ?? null }));
    },
    connect: async (readerName) => {
      const seen = await (await demand()).settled();
      const found = seen.find(({ reader }) => reader.name === readerName);
      if (found?.atr === undefined || found.atr === null) throw new CardError('card-lost');
      return connectPcscCard(found.reader, found.atr);
    },
    watch: (changed) => {
      watchers.add(changed);
      keepAsking();
      return () => watchers.delete(changed);
    },
    close: () => {
      watchers.clear();
      clearTimeout(again);
      session?.close();
      session = null;
    },
  };
}

function opened(module: PcscModule): PcscService {
  try {
    return module.open();
  } catch (cause) {
    // It runs, and does not let this program in.
    throw new ReadersUnavailable('no-service', { cause });
  }
}

/** One conversation with the service, until either ends it. */
class Session {
  private readonly service: PcscService;
  private readonly seen = new Map<string, Seen>();
  private readonly begun: Promise<void>;
  private closed = false;

  constructor(service: PcscService, changed: () => void, ended: () => void) {
    this.service = service;
    service.on('reader', (reader) => {
      const entry: Seen = { reader, atr: undefined };
      this.seen.set(reader.name, entry);
      reader.on('status', ({ state, atr }) => {
        entry.atr = (state & reader.SCARD_STATE_PRESENT) !== 0 && atr !== undefined ? new Uint8Array(atr) : null;
        changed();
      });
      // What is wrong with it shows when it is used; 'end' follows when it is gone.
      reader.on('error', () => undefined);
      reader.on('end', () => {
        this.seen.delete(reader.name);
        changed();
      });
      changed();
    });
    // The service ended, or was told to: it says so by an error either way.
    service.on('error', () => {
      if (this.closed) return;
      this.closed = true;
      ended();
      changed();
    });
    this.begun = this.firstWords();
  }

  /** The readers by name, once the service has spoken of each that was there at the beginning. */
  async settled(): Promise<readonly Seen[]> {
    await this.begun;
    return [...this.seen.values()].sort((a, b) => (a.reader.name < b.reader.name ? -1 : 1));
  }

  private async firstWords(): Promise<void> {
    const spoke = (): boolean => this.seen.size > 0 && [...this.seen.values()].every(({ atr }) => atr !== undefined);
    for (let waited = 0; waited < FIRST_WORDS_MS && !spoke(); waited += LISTEN_MS) await sleep(LISTEN_MS);
  }

  close(): void {
    this.closed = true;
    this.service.close();
  }
}
