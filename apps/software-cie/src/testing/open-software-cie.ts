import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Instant, systemClock, systemRandom } from '@tessera/base';
import { certifiedTerminal, type Terminal } from '@tessera/card-client';
import { nodePrimitives, type ReaderSource } from '@tessera/readers';
import type { AppSettings } from '@tessera/web';
import { freePort } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import { createSoftwareCie } from '../create-software-cie.tsx';
import { type CitizenCard, citizenCard, TEST_NIS } from './citizen-card.ts';
import { openProviderDouble, type ProviderDouble } from './provider-double.ts';
import { type VirtualReaders, virtualReaders } from './virtual-readers.ts';

/** Software CIE on loopback, a reader with nothing on it, a card in hand, and a provider. */
export interface TestSoftwareCie {
  readonly server: FastifyInstance;
  readonly origin: string;
  readonly readers: VirtualReaders;
  readonly citizen: CitizenCard;
  readonly provider: ProviderDouble;
  readonly folder: string;
  /** Errors that were answered with 500: there must be none. */
  readonly bugs: unknown[];
  /** Every line of the log. */
  readonly log: string[];
  readonly clock: { now(): Instant; advance(milliseconds: number): void };
  close(): Promise<void>;
}

export const settingsAt = (origin: string): AppSettings => ({
  origin,
  addresses: { portal: 'http://localhost:4999' },
  authorityName: 'Ministero di prova',
  helpDesk: { phone: '800 000 000', hours: { it: 'sempre', en: 'always', de: 'immer' } },
  sandbox: false,
});

/** `readers`: in the place of those on the table. */
export async function openTestSoftwareCie(
  given: { readonly readers?: ReaderSource; readonly terminal?: Terminal } = {},
): Promise<TestSoftwareCie> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'tessera-software-cie-'));
  let ahead = 0;
  const clock = {
    now: () => systemClock.now() + ahead,
    advance: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
  const readers = virtualReaders();
  const citizen = citizenCard({ nis: TEST_NIS });
  const provider = await openProviderDouble(origin, clock);
  const bugs: unknown[] = [];
  const log: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      log.push(String(chunk));
      done();
    },
  });
  const { reader } = citizen.made;
  const server = await createSoftwareCie({
    settings: settingsAt(origin),
    readers: given.readers ?? readers,
    terminal: given.terminal ?? certifiedTerminal(reader, reader.certificate),
    primitives: nodePrimitives(),
    provider: { origin: provider.origin },
    folder,
    clock,
    random: systemRandom,
    log: { destination },
    onBug: (error) => bugs.push(error),
  });
  await server.listen({ port, host: '127.0.0.1' });
  return {
    server,
    origin,
    readers,
    citizen,
    provider,
    folder,
    bugs,
    log,
    clock,
    close: async () => {
      await server.close();
      await provider.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
