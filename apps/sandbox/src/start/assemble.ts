import { systemClock } from '@tessera/base';
import { nodePrimitives } from '@tessera/readers';
import { People } from '../people/people.ts';
import type { CountryParts } from '../running-country.ts';
import type { About } from '../sandbox.ts';
import { Wallet } from '../wallet/wallet.ts';
import { EventLog } from '../world/event-log.ts';
import { Inbox } from '../world/inbox.ts';
import { CardWorks } from './card-works.ts';
import { Checkpoints } from './checkpoints.ts';
import { doorCertificate } from './door-certificate.ts';
import type { Foundation } from './foundation.ts';
import type { KeyPairsAhead } from './key-pairs-ahead.ts';
import { OwnServices } from './own-services.ts';
import { PostOffice } from './post-office.ts';

export interface Site {
  readonly about: About;
  readonly addresses: Readonly<Record<string, string>>;
  readonly keyPairs: KeyPairsAhead;
  readonly terminalExponent: Uint8Array | null;
  readonly onBug: (error: unknown) => void;
}

/** The parts of the country that stand on its foundation, none of them running yet. */
export async function assemble(foundation: Foundation, site: Site): Promise<CountryParts> {
  const { ground, world, clock, faults, operators } = foundation;
  const { about, addresses, keyPairs, terminalExponent, onBug } = site;
  const { dataFolder, seed } = about;
  const primitives = nodePrimitives();
  const inbox = new Inbox({ world, clock, faults });
  const wallet = new Wallet({ world, clock, faults, primitives });
  const cardWorks = await CardWorks.open({
    ground,
    dataFolder,
    press: wallet,
    authorityOrigin: addresses['authority'] ?? '',
    drawKeyPair: keyPairs.draw,
    primitives,
    terminalExponent,
  });
  const portalHost = new URL(addresses['portal'] ?? '').host;
  return {
    foundation,
    about,
    addresses,
    inbox,
    wallet,
    primitives,
    cardWorks,
    doorCertificate: await doorCertificate(dataFolder, systemClock.now()),
    post: new PostOffice(ground, inbox, onBug),
    checkpoints: new Checkpoints(foundation, dataFolder, onBug),
    people: new People({ ground, world, inbox, wallet, cardWorks, primitives, seed, portalHost }),
    events: new EventLog(operators),
    services: new OwnServices(ground),
  };
}
