import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditTrail } from '@tessera/audit';
import { type Ground, systemClock, systemRandom } from '@tessera/base';
import { nationalMigrations } from '@tessera/foundation';
import { terminalAuthority } from '@tessera/ias';
import { type DrawKeyPair, fillKeyPool, produceCard, requestCard } from '@tessera/issuance';
import { drawCardKeyPair, openSoftwareKeys } from '@tessera/keys';
import { createOutbox } from '@tessera/messaging';
import { openCardAuthority } from '@tessera/pki';
import { composeFiscalCode, INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { migrate, openSqlite } from '@tessera/storage';

const CARDS = 100;
/** The pool is filled before the clock starts, and its rules do not depend on the numbers: a few pairs, drawn once. */
const PAIRS = 6;

export interface PersonalisationFigures {
  readonly cards: number;
  readonly perSecond: number;
  /** Milliseconds of processor time for one, on all cores: what does not depend on who else uses the machine. */
  readonly processorMs: number;
}

/** Cards that were asked for, made one after the other with keys out of the pool, on SQLite with its writes forced to the disk. */
export async function measurePersonalisation(): Promise<PersonalisationFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-card-'));
  const database = await openSqlite({ file: join(folder, 'tessera.db') });
  try {
    await migrate(database, nationalMigrations);
    const keys = await openSoftwareKeys({ folder: join(folder, 'keys') });
    const engines = { keys, clock: systemClock, random: systemRandom };
    const ground: Ground = { database, audit: createAuditTrail(engines), outbox: createOutbox(engines), ...engines };
    const serials = await requested(ground);
    const drawKeyPair = await fewPairs();
    await fillKeyPool(ground, CARDS, drawKeyPair);
    const production = {
      press: { make: async () => undefined },
      authority: await openCardAuthority(ground, { addresses: { origin: 'http://pki.example' } }),
      terminals: terminalAuthority((await drawKeyPair()).publicKey),
      drawKeyPair,
      maker: 'gemalto',
    } as const;
    const [first = '', ...others] = serials;
    // The authority's own certificates are made with the first card.
    await produceCard(ground, first, production);
    const [before, used] = [performance.now(), process.cpuUsage()];
    for (const serial of others) await produceCard(ground, serial, production);
    const { user, system } = process.cpuUsage(used);
    return {
      cards: others.length,
      perSecond: (others.length * 1_000) / (performance.now() - before),
      processorMs: (user + system) / 1_000 / others.length,
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fewPairs(): Promise<DrawKeyPair> {
  const pairs = await Promise.all(Array.from({ length: PAIRS }, drawCardKeyPair));
  let next = 0;
  return async () => {
    const pair = pairs[next++ % PAIRS];
    if (pair === undefined) throw new Error('no key pair');
    return pair;
  };
}

/** Plainly invented, and born on another day each time. */
const SOMEBODY = { givenName: 'Gelsomina', familyName: 'Provetta', birthplace: 'H501', sex: 'F' } as const;

/** Asks for a card each. */
async function requested(ground: Ground): Promise<string[]> {
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(ground.database, municipality);
  const serials: string[] = [];
  for (let nth = 0; nth < CARDS; nth++) {
    const month = String(1 + (nth % 12)).padStart(2, '0');
    const day = String(1 + (Math.floor(nth / 12) % 28)).padStart(2, '0');
    const person = { ...SOMEBODY, birthDate: `1985-${month}-${day}` };
    const citizen = { ...person, fiscalCode: await composeFiscalCode(person), language: 'it' } as const;
    serials.push((await requestCard(ground, { citizen, contacts: {}, municipality: 'X001' })).serial);
  }
  return serials;
}
