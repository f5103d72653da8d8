import { type Instant, type KeyPurpose, type SigningPurpose, systemClock } from '@tessera/base';
import { openKeyFolder } from './key-folder.ts';
import { ANNOUNCED_FOR, type Renewed, servingNumber } from './key-ring.ts';
import { ALGORITHMS, sealingRing, signingRing } from './software-keys.ts';

const SEALING = [
  'identity',
  'contact',
  'first-half',
  'second-half',
  'card-key',
  'message',
  'session',
  'transaction-log',
] as const satisfies readonly KeyPurpose[];

/**
 * Of the card authority's keys the issuing one alone: while it waits the authority certifies it. Others stand in certificates that
 * readers of cards hold, or are renewed with their certificates.
 */
const SIGNING = [
  'oidc',
  'federation',
  'audit',
  'card-challenge',
  'card-issuer',
] as const satisfies readonly SigningPurpose[];

/** What can have a new key while the old one still opens and verifies. Not digests: people are found by them. */
export type RenewablePurpose = (typeof SEALING | typeof SIGNING)[number];
export const RENEWABLE_PURPOSES: readonly RenewablePurpose[] = [...SEALING, ...SIGNING];

export interface Where {
  readonly folder: string;
}

export type RenewedKey = Renewed & { readonly name: string };

/**
 * Makes the next generation of a purpose's keys, for signing one of each algorithm that is in use. Empty when it has no key yet:
 * the first is made by whoever first needs it. What was interrupted is finished by doing it again. Throws KeysUnavailable.
 */
export function renewKeys({ folder }: Where, purpose: RenewablePurpose): readonly RenewedKey[] {
  const stored = openKeyFolder(folder, { mayBegin: false });
  const isUsed = (name: string): boolean => stored.names().some((each) => each.startsWith(`${name}.`));
  const signs = SIGNING.find((each) => each === purpose);
  const seals = SEALING.find((each) => each === purpose);
  const rings = [
    ...(seals === undefined ? [] : [[`seal-${seals}`, sealingRing(stored, seals)] as const]),
    ...(signs === undefined
      ? []
      : ALGORITHMS.map((algorithm) => [`sign-${signs}-${algorithm}`, signingRing(stored, signs, algorithm)] as const)),
  ];
  return rings.filter(([name]) => isUsed(name)).map(([name, ring]) => ({ name, ...ring.renew() }));
}

export interface RenewedMaster {
  /** The number of the master key that now seals all keys. */
  readonly master: number;
  /** How many keys were sealed anew, and how many there are. */
  readonly sealed: number;
  readonly keys: number;
  /** True when an earlier run had been interrupted: this one made no new master key, and finished that. */
  readonly resumed: boolean;
}

/**
 * Makes the next master key and seals every key anew under it; or finishes that, when it was interrupted.
 *
 * At every instant each key opens, under the old master key or the new one: both are there until a person takes the old one away.
 * Throws KeysUnavailable.
 */
export function renewMasterKey({ folder }: Where): RenewedMaster {
  const stored = openKeyFolder(folder, { mayBegin: false });
  const waiting = (): string[] => stored.names().filter((name) => stored.masterOf(name) !== stored.master());
  const resumed = waiting().length > 0;
  if (!resumed) stored.addMaster();
  let sealed = 0;
  // Read again from the disk until none is left: another process may have kept a new key under the old master meanwhile.
  for (let names = waiting(); names.length > 0; names = waiting()) {
    for (const name of names) stored.sealAnew(name);
    sealed += names.length;
  }
  return { master: stored.master(), sealed, keys: stored.names().length, resumed };
}

export interface ListedKey {
  /** Such as `seal-identity`. */
  readonly name: string;
  readonly number: number;
  readonly madeAt: Instant;
  /** `waits`: made less than an hour ago. `was`: opens and verifies what it made. */
  readonly state: 'serves' | 'waits' | 'was';
  /** Of one that waits. */
  readonly servesAt: Instant;
  /** The number of the master key that it is sealed under. */
  readonly master: number;
}

/** Every key of the folder, none of its secrets. Throws KeysUnavailable. */
export function listKeys({ folder }: Where): readonly ListedKey[] {
  const stored = openKeyFolder(folder, { mayBegin: false });
  return stored.names().flatMap((file) => {
    const [, name, digits] = /^(.+)\.(\d+)$/.exec(file) ?? [];
    if (name === undefined) return [];
    const number = Number(digits);
    const serving = servingNumber(stored, name, systemClock.now()) ?? number;
    const madeAt = stored.madeAt(file);
    const state = number === serving ? 'serves' : number > serving ? 'waits' : 'was';
    return { name, number, madeAt, state, servesAt: madeAt + ANNOUNCED_FOR, master: stored.masterOf(file) };
  });
}
