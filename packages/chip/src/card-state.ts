import {
  type CardAuthority,
  CODE,
  type DhGroup,
  type RsaPrivateKey,
  type RsaPublicKey,
  type SecureMessaging,
} from '@tessera/ias';
import type { AccessCondition } from './access-condition.ts';
import type { CardFile } from './card-file.ts';
import type { Chain } from './command-chain.ts';
import type { LongAnswer } from './commands/get-response.ts';
import type { Maker } from './maker.ts';

/** A whole card at one moment. Commands make a new one; none changes one. */
export interface CardState extends Personalisation, Volatile {
  /** PIN and PUK by their reference: the only thing that a command changes and that stays without power. */
  readonly codes: Codes;
}

export type Codes = ReadonlyMap<number, Code>;

export interface Code {
  /** What is compared with: 8 digits in ASCII. */
  readonly reference: Uint8Array;
  readonly triesLeft: number;
  readonly triesMax: number;
}

/** Written once, when the card is made. */
export interface Personalisation {
  readonly maker: Maker;
  readonly files: readonly CardFile[];
  /** The private keys 81, 82 and 83. */
  readonly keys: ReadonlyMap<number, CardKey>;
  /** Key 84: whoever certifies readers. */
  readonly authority: CardAuthority;
  readonly group: DhGroup;
  /** SN.ICC: 8 bytes by which the card names itself when it proves itself. */
  readonly serial: Uint8Array;
  /** Document number, birth date and expiry with their check digits, as they are printed: whoever can read them may read DG1. */
  readonly documentSecret: string;
}

export interface CardKey {
  readonly privateKey: RsaPrivateKey;
  /** Bytes of its modulus. */
  readonly length: number;
  /** The one algorithm that it is for. */
  readonly algorithm: number;
  readonly use: AccessCondition;
}

export const APPLICATIONS = ['ias', 'cie', 'passport'] as const;

export type Application = (typeof APPLICATIONS)[number];

/** Gone without power. */
export interface Volatile {
  readonly application: Application;
  /** Identifier of the current elementary file; null when none is. */
  readonly currentFile: number | null;
  readonly environment: SecurityEnvironment;
  readonly channel: Channel;
  /** RND.ICC of the last GET CHALLENGE; null when none is open, for each serves once. */
  readonly challenge: Uint8Array | null;
  /** References of the codes that were verified in this channel. */
  readonly verified: ReadonlySet<number>;
  readonly chain: Chain | null;
  readonly longAnswer: LongAnswer | null;
}

/** What MANAGE SECURITY ENVIRONMENT prepared, by control reference template. */
export interface SecurityEnvironment {
  /** Template B6: the key that certificates are verified with. */
  readonly certificateKey: number | null;
  /** Template A4, object 83: holder reference of the reader that is about to prove itself. */
  readonly reader: Uint8Array | null;
  /** Template A4, object 84: the card's own key for INTERNAL AUTHENTICATE. */
  readonly privateKey: number | null;
  /** Template A6: the reader's public value of the key agreement. */
  readonly agreement: Uint8Array | null;
}

/**
 * How far reader and card have come. Each step holds what the next one needs:
 * closed → agreed → certified → reader-proven → proven; or closed → document, the travel document's own way.
 */
export type Channel = Readonly<
  | { step: 'closed' }
  /** There are keys, but nobody knows whose. */
  | { step: 'agreed'; messaging: SecureMessaging; agreement: Agreement }
  /** The authority vouches for a reader's key. */
  | { step: 'certified'; messaging: SecureMessaging; agreement: Agreement; reader: CertifiedReader }
  /** The reader holds that key. */
  | { step: 'reader-proven'; messaging: SecureMessaging; agreement: Agreement; challenge: Uint8Array }
  /** And the card has proven itself. */
  | { step: 'proven'; messaging: SecureMessaging }
  /** The reader knows what is printed on the card. */
  | { step: 'document'; messaging: SecureMessaging }
>;

/** The public values of a key agreement. */
export interface Agreement {
  readonly own: Uint8Array;
  /** As it came. */
  readonly reader: Uint8Array;
}

export interface CertifiedReader {
  /** CHR: four zeros and SN.IFD. */
  readonly holderReference: Uint8Array;
  readonly publicKey: RsaPublicKey;
}

const NO_ENVIRONMENT: SecurityEnvironment = { certificateKey: null, reader: null, privateKey: null, agreement: null };

export const AT_POWER_ON: Volatile = {
  application: 'ias',
  currentFile: null,
  environment: NO_ENVIRONMENT,
  channel: { step: 'closed' },
  challenge: null,
  verified: new Set(),
  chain: null,
  longAnswer: null,
};

/** Power off and on, or a warm reset: selection, channel and verified codes are gone, the tries are what they were. */
export const reset = (card: CardState): CardState => ({ ...card, ...AT_POWER_ON });

/** Ends the channel and all that was proven in it; the selection stays. */
export const closeChannel = (card: CardState): CardState => ({
  ...card,
  ...AT_POWER_ON,
  application: card.application,
  currentFile: card.currentFile,
});

/** The keys of the channel; null while it is closed. */
export const messagingOf = ({ channel }: CardState): SecureMessaging | null =>
  channel.step === 'closed' ? null : channel.messaging;

/** True after the tenth wrong PUK: no code is compared any more, and no key of the citizen's is used, for good. */
export const isClosed = ({ codes }: CardState): boolean => codes.get(CODE.puk)?.triesLeft === 0;
