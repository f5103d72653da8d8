import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keepCheckpoints } from '@tessera/audit';
import type { Foundation } from './foundation.ts';

/**
 * The signed checkpoints of the audit trail, now and every hour (promise 21). A laptop has no place that its operator cannot reach:
 * they lie in the data folder, beside the database.
 */
export class Checkpoints {
  readonly #foundation: Foundation;
  readonly #folder: string;
  readonly #onBug: (error: unknown) => void;
  #stop: (() => Promise<void>) | null = null;

  constructor(foundation: Foundation, dataFolder: string, onBug: (error: unknown) => void) {
    this.#foundation = foundation;
    this.#folder = join(dataFolder, 'audit');
    this.#onBug = onBug;
  }

  open(): void {
    // The database itself: what the operator keeps goes on when the citizens' is taken away.
    const { ground, national: database } = this.#foundation;
    this.#stop ??= keepCheckpoints({ ...ground, database }, { folder: this.#folder, failed: this.#onBug });
  }

  /** What was begun is on the disk when this resolves. */
  async close(): Promise<void> {
    await this.#stop?.();
    this.#stop = null;
  }

  /** Those of a country that is no more would call the next one's trail forged. */
  async forget(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
