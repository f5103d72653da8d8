import type { Ground } from '@tessera/base';
import type { PasswordHashing } from '@tessera/credentials';
import type { AppSettings } from '@tessera/web';
import type { Correlation, Protocol } from '../bridge.ts';
import { type CardOptions, readsCards } from '../card/card-options.ts';

/** What the routes of a login lean on. */
export interface LoginDeps {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** Each protocol that a login can answer. */
  readonly protocols: Readonly<Record<Correlation['protocol'], Protocol>>;
  /** argon2id where it is undefined. */
  readonly hashing?: PasswordHashing | undefined;
  /** How cards are read; not at all where it is undefined. */
  readonly card?: CardOptions | undefined;
}

export const offersCards = ({ card }: LoginDeps): boolean => readsCards(card);

/** The site that an SMS's code is bound to. */
export const hostOf = ({ origin }: AppSettings): string => new URL(origin).hostname;

export const portalOf = ({ addresses }: AppSettings): string => addresses['portal'] ?? '';
