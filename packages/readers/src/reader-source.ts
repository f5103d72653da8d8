import type { CardReader } from '@tessera/card-client';

/** Readers that somebody can put a card on: those of PC/SC, or those of the sandbox's wallet. */
export interface ReaderSource {
  /** All of them, in a stable order. Throws ReadersUnavailable. */
  list(): Promise<readonly ReaderState[]>;
  /** Powers the card on. Throws a CardError `card-lost` when there is none by now, and ReadersUnavailable. */
  connect(readerName: string): Promise<ConnectedCard>;
  /** Calls back after each change of readers or cards. Returns how to stop. */
  watch(changed: () => void): () => void;
}

export interface ReaderState {
  readonly name: string;
  /** Answer to reset of the card on it; null where there is none. */
  readonly atr: Uint8Array | null;
}

export interface ConnectedCard extends CardReader {
  readonly atr: Uint8Array;
  /** Power off and on. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const CURES = {
  'no-module': 'the module for PC/SC is not built for this Node: run "npm run readers:build"',
  'no-service':
    'the PC/SC service does not run: on Debian, "sudo apt-get install pcscd" or "sudo systemctl start pcscd.socket"',
} as const;

/** Why no reader can be asked: each has its own cure, and the message says it. */
export class ReadersUnavailable extends Error {
  override readonly name = 'ReadersUnavailable';
  /** The native module is not installed, or made for another Node; or the PC/SC service does not run. */
  readonly because: keyof typeof CURES;

  constructor(because: ReadersUnavailable['because'], options?: ErrorOptions) {
    super(CURES[because], options);
    this.because = because;
  }
}
