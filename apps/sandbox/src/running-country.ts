import { type Ground, systemClock } from '@tessera/base';
import { type Credentials, credentialsOf } from '@tessera/credentials';
import type { CardPrimitives } from '@tessera/ias';
import { type ClockMove, type ClockState, type Refusal, readClock } from './clock/sandbox-clock.ts';
import type { PersonWish } from './people/invented-person.ts';
import type { Making, People, Resident } from './people/people.ts';
import type { Scenario } from './people/scenarios.ts';
import type { About, Sandbox } from './sandbox.ts';
import type { CardWorks } from './start/card-works.ts';
import type { Checkpoints } from './start/checkpoints.ts';
import type { DoorCertificate } from './start/door-certificate.ts';
import type { Foundation } from './start/foundation.ts';
import { checkHealth, type Health } from './start/health.ts';
import { clearCountry, settleCountry } from './start/new-country.ts';
import { oneAtATime } from './start/one-at-a-time.ts';
import type { OwnServices } from './start/own-services.ts';
import type { PostOffice } from './start/post-office.ts';
import { type CardInHands, cardsInHands } from './wallet/card-in-hands.ts';
import type { Wallet } from './wallet/wallet.ts';
import { keepClock } from './world/country-store.ts';
import type { EventLog } from './world/event-log.ts';
import type { Inbox } from './world/inbox.ts';

export interface CountryParts {
  readonly foundation: Foundation;
  readonly inbox: Inbox;
  readonly wallet: Wallet;
  readonly primitives: CardPrimitives;
  readonly cardWorks: CardWorks;
  readonly doorCertificate: DoorCertificate;
  readonly post: PostOffice;
  readonly checkpoints: Checkpoints;
  readonly people: People;
  readonly events: EventLog;
  readonly addresses: Readonly<Record<string, string>>;
  readonly about: About;
  readonly services: OwnServices;
}

/** What the event log calls each move. */
const ACTS = { advance: 'moved', set: 'moved', freeze: 'frozen', release: 'released' } as const;

/** The running country. Whatever changes it as a whole happens one thing at a time. */
export class RunningCountry implements Sandbox {
  readonly #parts: CountryParts;
  readonly #inTurn = oneAtATime();

  constructor(parts: CountryParts) {
    this.#parts = parts;
  }

  get ground(): Ground {
    return this.#parts.foundation.ground;
  }
  get inbox(): Inbox {
    return this.#parts.inbox;
  }
  get wallet(): Wallet {
    return this.#parts.wallet;
  }
  get faults() {
    return this.#parts.foundation.faults;
  }
  get clock() {
    return this.#parts.foundation.clock;
  }
  get addresses() {
    return this.#parts.addresses;
  }
  get cardDoor(): Sandbox['cardDoor'] {
    const { addresses, doorCertificate } = this.#parts;
    const address = addresses['idpCardTls'];
    return address === undefined ? null : { address, certificate: doorCertificate.file };
  }
  get about(): About {
    return this.#parts.about;
  }

  everybody(): Promise<Resident[]> {
    return this.#parts.people.everybody();
  }

  async cards(): Promise<CardInHands[]> {
    const { operators: database, clock } = this.#parts.foundation;
    return cardsInHands({ database, clock }, await this.everybody(), await this.wallet.cards());
  }

  credentialsOf(citizenId: string): Promise<Credentials | null> {
    return credentialsOf(this.#parts.foundation.operators, citizenId);
  }

  makePerson(wish: PersonWish, making: Making): Promise<Resident> {
    return this.#inTurn(() => this.#parts.people.make(wish, making));
  }

  makePersonFor(scenario: Scenario): Promise<Resident> {
    return this.#inTurn(() => this.#parts.people.makeFor(scenario));
  }

  health(): Promise<Health> {
    const { addresses, foundation, doorCertificate } = this.#parts;
    const { controlPanel: _here, ...others } = addresses;
    const askDatabase = () => foundation.ground.database.first('select 1 as answer');
    return checkHealth(others, askDatabase, doorCertificate.certificate);
  }

  moveClock(move: ClockMove): Promise<ClockState | Refusal> {
    return this.#inTurn(async () => {
      const { clock, ground, world } = this.#parts.foundation;
      const planned = clock.plan(move);
      if (typeof planned === 'string') return planned;
      // The act first, then the move: a clock never stands where no event says how it came there.
      await ground.database.transaction((sql) =>
        ground.audit.record(sql, {
          act: `sandbox.clock-${ACTS[move.kind]}`,
          rule: 'promise 15',
          details: { to: new Date(readClock(planned, systemClock.now())).toISOString() },
        }),
      );
      await keepClock(world, planned);
      clock.adopt(planned);
      await this.#parts.inbox.bringDueMessages();
      return planned;
    });
  }

  reset(): Promise<void> {
    return this.#inTurn(async () => {
      const { foundation, post, people, events, about, services, wallet, cardWorks, checkpoints } = this.#parts;
      foundation.faults.clear();
      await post.close();
      foundation.rebuilding.now = true;
      try {
        await wallet.forget();
        await checkpoints.forget();
        await clearCountry(foundation, about.seed);
        events.startOver();
      } finally {
        foundation.rebuilding.now = false;
        post.open();
      }
      await cardWorks.startOver();
      await settleCountry(foundation, people, services);
      checkpoints.open();
    });
  }
}
