import { once } from 'node:events';
import {
  connectToVpcd,
  type FiledCard,
  listenForVpcd,
  type Manners,
  VPCD_PORT,
  type VpcdLink,
  withManners,
} from '@tessera/readers';
import { type Desk, fileNamed, notPossible, numberIn, Refusal } from './desk.ts';
import { filedCard } from './filed-card.ts';

export interface InsertOptions {
  readonly vpcd: string;
  readonly port?: string;
  readonly 'lost-after'?: string;
  readonly 'lost-at'?: string;
  readonly 'torn-at'?: string;
  readonly slow?: string;
}

/** Lays the card of a file on pcscd's virtual reader until the command is ended. */
export async function insertFile(name: string, options: InsertOptions, desk: Desk): Promise<void> {
  const way = wayToVpcd(options);
  const manners = mannersIn(options);
  const card = await filedCard(fileNamed(name, desk), name);
  const link = await opened(way).catch(async (error: unknown) => {
    await card.close();
    throw error;
  });
  try {
    lay(link, card, manners, desk);
    desk.say(
      way.direction === 'connect'
        ? `${name} lies on the virtual reader as soon as pcscd runs (port ${way.port}). Ctrl+C takes it away.`
        : `${name} waits for vpcd on port ${way.port}. Ctrl+C takes it away.`,
    );
    if (!desk.ended.aborted) await once(desk.ended, 'abort');
  } finally {
    await link.close();
    await card.close();
  }
}

/** A card that was taken away in the middle is laid down again at once, steady this time: counters tell what it cost. */
function lay(link: VpcdLink, card: FiledCard, manners: Manners, { say }: Desk): void {
  const seen = (yes: boolean): void => say(yes ? 'pcscd sees the card.' : 'pcscd does not see the card any more.');
  link.insert(withManners(card, manners), {
    seen,
    lost: (cause) => {
      say(`It did not answer: ${cause instanceof Error ? cause.message : 'nobody knows why'}. It lies there again.`);
      link.insert(card, { seen });
    },
  });
}

interface Way {
  readonly direction: 'connect' | 'listen';
  readonly port: number;
}

/** `connect`, `listen`, a port, or `127.0.0.1:PORT`. */
function wayToVpcd({ vpcd, port }: InsertOptions): Way {
  const address = /^(?:(?:127\.0\.0\.1|localhost):)?(\d+)$/.exec(vpcd)?.[1];
  const chosen = numberIn(port ?? address, '--port') ?? VPCD_PORT;
  if (chosen < 1 || chosen > 65_534) throw new Refusal('not-understood', '--port takes 1 to 65534.');
  if (address !== undefined || vpcd === 'connect') return { direction: 'connect', port: chosen };
  if (vpcd === 'listen') return { direction: 'listen', port: chosen };
  throw new Refusal('not-understood', `--vpcd is "${vpcd}": say connect, listen, or 127.0.0.1:PORT of this machine.`);
}

async function opened({ direction, port }: Way): Promise<VpcdLink> {
  if (direction === 'connect') return connectToVpcd({ port });
  try {
    return await listenForVpcd({ port });
  } catch (cause) {
    throw notPossible(
      `Port ${port} or the next one is taken: say another with --port, and the same in reader.conf.`,
      cause,
    );
  }
}

function mannersIn(options: InsertOptions): Manners {
  const lostAfterMs = numberIn(options['lost-after'], '--lost-after');
  const lostAtCommand = numberIn(options['lost-at'], '--lost-at');
  const tornAtCommand = numberIn(options['torn-at'], '--torn-at');
  const slowMs = numberIn(options.slow, '--slow');
  return {
    ...(lostAfterMs === undefined ? {} : { lostAfterMs }),
    ...(lostAtCommand === undefined ? {} : { lostAtCommand }),
    ...(tornAtCommand === undefined ? {} : { tornAtCommand }),
    ...(slowMs === undefined ? {} : { slowMs }),
  };
}
