import { join } from 'node:path';
import type { CardSerial, Ground } from '@tessera/base';
import { certifiedTerminal, selfCertifyingTerminal, type Terminal } from '@tessera/card-client';
import { type Maker, makers } from '@tessera/chip';
import { type CardAuthority, type CardPrimitives, certifyTerminal, terminalAuthority } from '@tessera/ias';
import { type CardPress, type DrawKeyPair, produceCard } from '@tessera/issuance';
import { openTerminalAuthorityKey } from '@tessera/keys';
import {
  type CardAuthorityPki,
  type CardCertificateCheck,
  checkCardCertificate,
  openCardAuthority,
  registryStatus,
  trustedCertificates,
} from '@tessera/pki';
import { interopAuthority } from '@tessera/readers';

export interface CardWorksOptions {
  readonly ground: Ground;
  readonly dataFolder: string;
  readonly press: CardPress;
  /** Origin of the card authority, as it goes into certificates. */
  readonly authorityOrigin: string;
  readonly drawKeyPair: DrawKeyPair;
  readonly primitives: CardPrimitives;
  /** The private exponent by which readers certify themselves to cards; null: this country's own authority certifies them. */
  readonly terminalExponent: Uint8Array | null;
}

/** SN.IFD of the sandbox's reader. */
const READER_SERIAL = Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0, 1);

/** Where the country's cards come from, and who says whether one is genuine. */
export class CardWorks {
  readonly #options: CardWorksOptions;
  readonly #terminals: CardAuthority;
  readonly #authority: { current: CardAuthorityPki };
  /** A reader that every card of this country believes. */
  readonly terminal: Terminal;

  private constructor(
    options: CardWorksOptions,
    reader: { terminal: Terminal; terminals: CardAuthority },
    authority: CardAuthorityPki,
  ) {
    this.#options = options;
    this.#terminals = reader.terminals;
    this.terminal = reader.terminal;
    this.#authority = { current: authority };
  }

  static async open(options: CardWorksOptions): Promise<CardWorks> {
    return new CardWorks(options, await readerOf(options), await authorityOf(options));
  }

  /** The card authority. After `startOver` the same door leads to the new one. */
  get authority(): CardAuthorityPki {
    const at = this.#authority;
    return {
      certificateOf: (issuer) => at.current.certificateOf(issuer),
      issuingKeys: () => at.current.issuingKeys(),
      signCitizenCertificate: (entered, holder) => at.current.signCitizenCertificate(entered, holder),
      signSecurityObject: (files, form) => at.current.signSecurityObject(files, form),
      revocationList: (issuer) => at.current.revocationList(issuer),
      answerStatus: (request) => at.current.answerStatus(request),
    };
  }

  /** Makes the chip of a card that was asked for. Each person's card comes from another maker, in turn. */
  async produce(ground: Ground, serial: CardSerial, person: number): Promise<void> {
    const { press, drawKeyPair } = this.#options;
    const production = {
      press,
      authority: this.#authority.current,
      terminals: this.#terminals,
      drawKeyPair,
      maker: makerOf(person),
    };
    const outcome = await produceCard(ground, serial, production);
    if (outcome !== 'produced') throw new Error(`a new card that cannot be made: ${outcome}`);
  }

  /** What login asks of a certificate; the registry itself says what is revoked. */
  async check(der: Uint8Array): Promise<CardCertificateCheck> {
    const { database, clock } = this.#options.ground;
    const trust = await trustedCertificates(database);
    return checkCardCertificate(der, { trust, at: clock.now(), status: registryStatus(database) });
  }

  /** DER: whose cards a browser shall offer at the TLS door. */
  authorities(): Promise<readonly Uint8Array[]> {
    return trustedCertificates(this.#options.ground.database);
  }

  /** After a reset: the authority makes its certificates anew, with the keys that it has. */
  async startOver(): Promise<void> {
    this.#authority.current = await authorityOf(this.#options);
  }
}

const authorityOf = ({ ground, authorityOrigin }: CardWorksOptions): Promise<CardAuthorityPki> =>
  openCardAuthority(ground, { addresses: { origin: authorityOrigin } });

async function readerOf({ dataFolder, drawKeyPair, primitives, terminalExponent }: CardWorksOptions) {
  // A reader's own key need not outlive it: the authority certifies the next one.
  const key = { serial: READER_SERIAL, ...(await drawKeyPair()) };
  if (terminalExponent !== null) {
    const terminal = selfCertifyingTerminal(key, terminalExponent, primitives);
    return { terminal, terminals: interopAuthority(terminalExponent) };
  }
  const authority = await openTerminalAuthorityKey({ folder: join(dataFolder, 'keys') });
  const terminal = certifiedTerminal(key, certifyTerminal(authority, key, primitives));
  return { terminal, terminals: terminalAuthority(authority.publicKey) };
}

function makerOf(person: number): Maker {
  const maker = makers[person % makers.length];
  if (maker === undefined) throw new Error('no maker of chips');
  return maker;
}
