import {
  base64url,
  type CardSerial,
  fromBase64url,
  fromUtf8,
  type Ground,
  type Keys,
  randomUuid,
  type SealedPlace,
  type Sql,
  utf8,
} from '@tessera/base';
import type { CardKeyPair, CardOrder } from '@tessera/chip';
import { countFreeKeys, insertKeys, type PooledKeys, reservedKeys, reserveKeys } from './key-pool-store.ts';

/** Draws one RSA pair with 2048 bits; e is 65537. Several are drawn at once, so it does not hold up the thread. */
export type DrawKeyPair = () => Promise<CardKeyPair>;

export type CardKeys = CardOrder['keys'];

/** Drawn at the same time: RSA takes a tenth of a second of one core, and the machine has other work. */
const DRAWN_AT_ONCE = 2;

/**
 * Fills the pool up to keys for `count` cards, sealed (promise 19), so that a press need not wait for RSA. Returns how many cards'
 * keys were added.
 */
export async function fillKeyPool(
  ground: Pick<Ground, 'database' | 'keys' | 'clock' | 'random'>,
  count: number,
  drawKeyPair: DrawKeyPair,
): Promise<number> {
  const missing = Math.max(0, count - (await countFreeKeys(ground.database)));
  let begun = 0;
  const work = async (): Promise<void> => {
    while (begun < missing) {
      begun++;
      await addKeys(ground, drawKeyPair);
    }
  };
  await Promise.all(Array.from({ length: DRAWN_AT_ONCE }, work));
  return missing;
}

export async function addKeys(
  { database, keys, clock, random }: Pick<Ground, 'database' | 'keys' | 'clock' | 'random'>,
  drawKeyPair: DrawKeyPair,
): Promise<void> {
  const drawn: CardKeys = {
    authentication: await drawKeyPair(),
    device: await drawKeyPair(),
    services: await drawKeyPair(),
  };
  const [id, version] = [randomUuid(random), 1];
  const sealed = await keys.seal('card-key', encodeKeys(drawn), placeOf(id, version));
  await insertKeys(database, { id, sealed, version }, clock.now());
}

/** The keys of this card, the same each time it is asked; null when the pool has none left. */
export async function takeKeys(sql: Sql, keys: Keys, serial: CardSerial): Promise<CardKeys | null> {
  const row = (await reservedKeys(sql, serial)) ?? (await reserveKeys(sql, serial));
  return row && openKeys(keys, row);
}

async function openKeys(keys: Keys, { id, sealed, version }: PooledKeys): Promise<CardKeys> {
  return decodeKeys(await keys.open('card-key', sealed, placeOf(id, version)));
}

const placeOf = (row: string, version: number): SealedPlace => ({
  table: 'card_key_pool',
  column: 'sealed',
  row,
  version,
});

type EncodedPair = readonly [privateKey: string, modulus: string, exponent: string];

const encodeKeys = ({ authentication, device, services }: CardKeys): Uint8Array =>
  utf8(JSON.stringify([authentication, device, services].map(encodePair)));

const encodePair = ({ privateKey, publicKey }: CardKeyPair): EncodedPair => [
  base64url(privateKey),
  base64url(publicKey.modulus),
  base64url(publicKey.exponent),
];

function decodeKeys(bytes: Uint8Array): CardKeys {
  // Authenticated by the seal: nobody but addKeys wrote it.
  const pairs: readonly [EncodedPair, EncodedPair, EncodedPair] = JSON.parse(fromUtf8(bytes));
  const [authentication, device, services] = pairs;
  return { authentication: decodePair(authentication), device: decodePair(device), services: decodePair(services) };
}

const decodePair = ([privateKey, modulus, exponent]: EncodedPair): CardKeyPair => ({
  privateKey: fromBase64url(privateKey),
  publicKey: { modulus: fromBase64url(modulus), exponent: fromBase64url(exponent) },
});
