import type { Ground, Instant } from '@tessera/base';
import type { Credentials } from '@tessera/credentials';
import type { ClockMove, ClockState, Refusal } from './clock/sandbox-clock.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import type { PersonWish } from './people/invented-person.ts';
import type { Making, Resident } from './people/people.ts';
import type { Scenario } from './people/scenarios.ts';
import type { Health } from './start/health.ts';
import type { CardInHands } from './wallet/card-in-hands.ts';
import type { Wallet } from './wallet/wallet.ts';
import type { Inbox } from './world/inbox.ts';

/** The running country, as its API and its control panel see it. */
export interface Sandbox {
  /** What the product's apps stand on. Its database can be taken away by a fault. */
  readonly ground: Ground;
  /** Everybody, in the order in which they were made. */
  everybody(): Promise<Resident[]>;
  makePerson(wish: PersonWish, making: Making): Promise<Resident>;
  makePersonFor(scenario: Scenario): Promise<Resident>;
  /** Null while they were never switched on. */
  credentialsOf(citizenId: string): Promise<Credentials | null>;
  readonly inbox: Inbox;
  readonly wallet: Wallet;
  /** Every card of everybody, with what is known of it, in the order of the people. */
  cards(): Promise<CardInHands[]>;
  readonly faults: FaultBoard;
  readonly clock: { now(): Instant; readonly state: ClockState };
  /** Origins of the apps by name: `controlPanel`, `portal`, `idp`, `service` … */
  readonly addresses: Readonly<Record<string, string>>;
  /** The TLS door of level 3, and the file with the certificate that a browser has to trust. */
  readonly cardDoor: { readonly address: string; readonly certificate: string } | null;
  readonly about: About;
  /** Moves the clock, and records it as an act. */
  moveClock(move: ClockMove): Promise<ClockState | Refusal>;
  health(): Promise<Health>;
  /** Back to the seed: everything that happened is forgotten, and the same people are there again. */
  reset(): Promise<void>;
}

/** What the control panel says about this run. */
export interface About {
  readonly seed: number;
  readonly dataFolder: string;
  readonly engine: 'SQLite' | 'PostgreSQL';
}
