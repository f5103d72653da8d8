import { type CardSerial, civilDateAt, type Database, type Ground, HOUR, SECOND } from '@tessera/base';
import type { Terminal } from '@tessera/card-client';
import type { CardPrimitives } from '@tessera/ias';
import { deliverCard, requestCard, revokeCard } from '@tessera/issuance';
import { INVENTED_MUNICIPALITIES } from '@tessera/registry';
import type { Wallet } from '../wallet/wallet.ts';
import { takePersonNumber } from '../world/country-store.ts';
import type { Inbox } from '../world/inbox.ts';
import { halvesOn } from '../world/letter-reading.ts';
import {
  type CardInHand,
  cardOf,
  cardsInHand,
  everybody,
  fiscalCodeTaken,
  type Person,
  personOfScenario,
  readCardLetter,
  readReceipt,
  rememberPassword,
  takeCard,
  welcomePerson,
} from '../world/person-store.ts';
import { activateBySms, DEMO_PASSWORD } from './activate-by-sms.ts';
import { earlier } from './earlier.ts';
import { type InventedPerson, inventPerson, type PersonWish } from './invented-person.ts';
import { type Deed, type Scenario, scenarioNamed } from './scenarios.ts';
import { seededRandom } from './seeded-random.ts';
import { blockPin, wearOutPuk } from './wear-out-codes.ts';
import { wholeCode } from './whole-code.ts';

/** An invented citizen with the card in hand. */
export interface Resident extends Person {
  readonly card: CardInHand;
}

/** How the person comes to be what was asked for. */
export interface Making {
  /** Null for one made to measure. */
  readonly scenario: string | null;
  readonly deeds: readonly Deed[];
  readonly expiresOn?: string | undefined;
}

interface Surroundings {
  readonly ground: Ground;
  readonly world: Database;
  readonly inbox: Inbox;
  /** Same seed, same people. */
  readonly seed: number;
  readonly wallet: Wallet;
  readonly cardWorks: {
    readonly terminal: Terminal;
    produce(ground: Ground, serial: CardSerial, person: number): Promise<void>;
  };
  readonly primitives: CardPrimitives;
  /** Host of the portal, for the domain-bound line of its messages. */
  readonly portalHost: string;
}

const [{ belfiore: MUNICIPALITY }] = INVENTED_MUNICIPALITIES;
/** Longer than any limit on messages looks back. */
const A_WHILE = 2 * HOUR;
/** How long a letter or a message may take from the outbox to the inbox, in real time. */
const POST_TAKES_AT_MOST = 20 * SECOND;

/**
 * The invented citizens. Each is made the real way: at the desk, by post, through the wizard; never by writing rows.
 *
 * Whoever makes them does so one at a time: two at once would come in either order.
 */
export class People {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** In the order in which they were made. */
  async everybody(): Promise<Resident[]> {
    const cards = new Map((await cardsInHand(this.#surroundings.world)).map((card) => [card.citizenId, card]));
    return (await everybody(this.#surroundings.world)).flatMap((person) => {
      const card = cards.get(person.citizenId);
      return card === undefined ? [] : [{ ...person, card }];
    });
  }

  async makeFor(scenario: Scenario): Promise<Resident> {
    const { name, wish, deeds, expiresOn, phoneOf } = scenario;
    const today = civilDateAt(this.#surroundings.ground.clock.now());
    const phone = phoneOf === undefined ? {} : { phone: await this.#phoneOf(phoneOf) };
    return this.make({ ...wish(today), ...phone }, { scenario: name, deeds, expiresOn: expiresOn?.(today) });
  }

  async #phoneOf(scenarioName: string): Promise<string | null> {
    const scenario = scenarioNamed(scenarioName);
    if (scenario === null) throw new Error(`no scenario ${scenarioName}`);
    const owner = await personOfScenario(this.#surroundings.world, scenarioName);
    return (owner ?? (await this.makeFor(scenario))).phone;
  }

  /** The next person of the seed: the nth is the same in every country with this seed. */
  async make(wish: PersonWish, { scenario, deeds, expiresOn }: Making): Promise<Resident> {
    const { world, seed } = this.#surroundings;
    const ground = this.#groundFor(deeds);
    const number = await takePersonNumber(world);
    const invented = await this.#invent(number, wish);
    const { citizenId, serial, nis } = await requestCard(
      { ...ground, random: seededRandom(seed, `card of person ${number}`) },
      {
        citizen: invented,
        contacts: { phone: invented.phone ?? undefined, email: invented.email ?? undefined },
        municipality: MUNICIPALITY,
        expiresOn,
      },
    );
    const person: Person = { ...invented, citizenId, number, scenario, password: null };
    await world.transaction(async (sql) => {
      await welcomePerson(sql, person);
      await takeCard(sql, citizenId, serial, nis);
    });
    await this.#openLetter(serial, 'first-half');
    for (const deed of deeds) await this.#do(ground, deed, person, serial);
    return this.#resident({ ...person, password: deeds.includes('activate') ? DEMO_PASSWORD : null });
  }

  /** Two people with one tax code would be one person: who is taken is drawn again. */
  async #invent(number: number, wish: PersonWish): Promise<InventedPerson> {
    const { ground, world, seed } = this.#surroundings;
    for (let draw = 1; draw <= 100; draw++) {
      const random = seededRandom(seed, `person ${number}, draw ${draw}`);
      const invented = await inventPerson(random, wish, civilDateAt(ground.clock.now()));
      if (!(await fiscalCodeTaken(world, invented.fiscalCode))) return invented;
    }
    throw new Error('everybody with this birth date is there already');
  }

  /** Everything about somebody who is active happened a while ago: they can sign in at once. */
  #groundFor(deeds: readonly Deed[]): Ground {
    const { ground } = this.#surroundings;
    return deeds.includes('activate') ? earlier(ground, A_WHILE) : ground;
  }

  async #do(ground: Ground, deed: Deed, person: Person, serial: string): Promise<void> {
    const { world } = this.#surroundings;
    switch (deed) {
      case 'deliver':
        await this.#surroundings.cardWorks.produce(ground, serial, person.number);
        await deliverCard(ground, serial);
        return this.#openLetter(serial, 'second-half');
      case 'revoke':
        await revokeCard(ground, serial, 'lost');
        return;
      case 'activate':
        await activateBySms(
          { ...this.#surroundings, ground, patience: POST_TAKES_AT_MOST },
          await this.#resident(person),
        );
        return rememberPassword(world, person.citizenId, DEMO_PASSWORD);
      case 'block-pin':
      case 'wear-out-puk':
        return this.#wearOut(deed, await this.#resident(person));
    }
  }

  /** Through the card itself, with the codes of its letters in hand. */
  async #wearOut(deed: 'block-pin' | 'wear-out-puk', { card }: Resident): Promise<void> {
    const { wallet, cardWorks, primitives } = this.#surroundings;
    const contact = wallet.contact(card.serial, 'sandbox');
    const desk = { card: contact, terminal: cardWorks.terminal, primitives };
    if (deed === 'block-pin') await blockPin(desk, wholeCode(card.pinFirstHalf, card.pinSecondHalf));
    else await wearOutPuk(desk, wholeCode(card.pukFirstHalf, card.pukSecondHalf));
    await contact.reset();
  }

  /** The citizen opens the letter when it comes, and remembers what it says (promise 17, third exception). */
  async #openLetter(serial: string, half: 'first-half' | 'second-half'): Promise<void> {
    const { inbox, world } = this.#surroundings;
    const [message] = await inbox.waitFor(
      { kind: 'letter' },
      ({ letter }) => {
        const halves = letter === null ? null : halvesOn(letter);
        return halves?.serial === serial && halves.half === half;
      },
      POST_TAKES_AT_MOST,
    );
    const halves = message?.letter == null ? null : halvesOn(message.letter);
    if (halves === null) throw new Error(`the letter with the ${half} has not come: is the outbox being delivered?`);
    const remember = half === 'first-half' ? readReceipt : readCardLetter;
    await remember(world, serial, halves.pin, halves.puk);
  }

  async #resident(person: Person): Promise<Resident> {
    const card = await cardOf(this.#surroundings.world, person.citizenId);
    if (card === null) throw new Error('a citizen without a card');
    return { ...person, card };
  }
}
