import { argon2 } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { base64url, equalInConstantTime, fromBase64url, type Ground, type Keys, type Random } from '@tessera/base';
import { createHashingPool } from './hashing-pool.ts';
import { normalPassword } from './password-rules.ts';

/** How passwords are made slow to guess. Handed in, so that the benchmark can measure the house without it. */
export interface PasswordHashing {
  /** Throws PoolBusy when too many wait already. Inside, `hash` and `verify` always get their turn. */
  admit<T>(work: () => Promise<T>): Promise<T>;
  hash(secret: Uint8Array, random: Random): Promise<string>;
  verify(stored: string, secret: Uint8Array): Promise<boolean>;
  /** False when it was made with other parameters than today's. */
  isCurrent(stored: string): boolean;
  /** Looks like a stored hash, costs the same to verify, and belongs to no password. */
  readonly decoy: string;
}

/** OWASP Password Storage, argon2id: 19 MiB, two passes, one lane. 25 to 40 ms on a small machine. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const CURRENT = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}`;

const argon2id = promisify(argon2);

/** libuv has four threads for this: one stays free for files and names. */
const width = Math.min(availableParallelism(), 3);
/** So many wait at most: they are through in about a second and a half. */
const pool = createHashingPool({ width, waiting: 40 * width });

/**
 * argon2id in the one pool of this process: it is the process's cores that are bounded.
 *
 * Start such a process with `MALLOC_ARENA_MAX=1`. Otherwise glibc keeps the 19 MiB of a hash for each of libuv's threads:
 * 135 MiB that never come back, against 20 to 40.
 */
export const argon2idHashing: PasswordHashing = {
  admit: pool.admit,
  hash: async (secret, random) => {
    const salt = random.bytes(SALT_BYTES);
    const hash = await pool.turn(() =>
      derive(secret, salt, { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES }),
    );
    return `${CURRENT}$${base64url(salt)}$${base64url(hash)}`;
  },
  verify: async (stored, secret) => {
    const { salt, hash, ...parameters } = parseHash(stored);
    return equalInConstantTime(hash, await pool.turn(() => derive(secret, salt, parameters)));
  },
  isCurrent: (stored) => stored.startsWith(`${CURRENT}$`),
  decoy: `${CURRENT}$${base64url(new Uint8Array(SALT_BYTES))}$${base64url(new Uint8Array(HASH_BYTES))}`,
};

/**
 * The hash of a new password, to be kept with the citizen's credentials. Throws PoolBusy.
 *
 * Whether the password may be taken at all is asked before: `passwordProblems`.
 */
export const hashPassword = (
  { keys, random }: Pick<Ground, 'keys' | 'random'>,
  { citizenId, password }: { readonly citizenId: string; readonly password: string },
  hashing: PasswordHashing = argon2idHashing,
): Promise<string> => hashing.admit(() => hashing.hash(seasoned(keys, citizenId, password), random));

/**
 * What is hashed: the password under a key that the database does not hold (pepper), and bound to its citizen. So a
 * stolen table cannot be searched, and a hash copied into another citizen's row opens nothing (promise 19).
 */
export const seasoned = (keys: Keys, citizenId: string, password: string): Uint8Array =>
  keys.digest('password', citizenId, normalPassword(password));

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const derive = (secret: Uint8Array, salt: Uint8Array, parameters: Parameters): Promise<Uint8Array> =>
  argon2id('argon2id', { message: secret, nonce: salt, tagLength: HASH_BYTES, ...parameters });

/** PHC string format, with base64url. Throws when the column holds anything else. */
const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

function parseHash(stored: string): Parameters & { readonly salt: Uint8Array; readonly hash: Uint8Array } {
  const [, memory, passes, parallelism, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('the stored password hash is none of ours');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: fromBase64url(salt),
    hash: fromBase64url(hash),
  };
}
