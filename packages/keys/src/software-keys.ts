import { createHmac, createPrivateKey, createSecretKey, randomBytes } from 'node:crypto';
import {
  type DigestPurpose,
  type KeyPurpose,
  type Keys,
  NotOfThisPlace,
  type Signer,
  type SigningAlgorithm,
  type SigningPurpose,
} from '@tessera/base';
import { type KeyFolder, type KeyFolderOptions, openKeyFolder } from './key-folder.ts';
import { type KeyRing, keyRing, once } from './key-ring.ts';
import { authenticated, framed, HEADER_BYTES, headerOf, keyNumberOf } from './sealed-value.ts';
import { generateSigningKey, signerOf } from './signer.ts';
import { type Sealing, xaes256gcm } from './xaes.ts';

/**
 * Keys in files, for a laptop, a pilot, one machine. Each purpose has a key of its own, made when it is first asked for.
 *
 * The folder (0700, files 0600) lies outside the database: a dump of that alone opens nothing (promise 19).
 * Throws KeysUnavailable when the master key is lost or not the one that the keys were sealed with.
 */
export async function openSoftwareKeys({
  folder,
  ...options
}: KeyFolderOptions & { readonly folder: string }): Promise<Keys> {
  const stored = openKeyFolder(folder, options);
  return { ...sealing(stored), digest: digesting(stored), ...signing(stored) };
}

const drawSecret = (): Uint8Array => randomBytes(32);

function sealing(stored: KeyFolder): Pick<Keys, 'seal' | 'open'> {
  const ring = once((purpose: KeyPurpose) => sealingRing(stored, purpose));
  return {
    seal: async (purpose, plain, place) => {
      const { number, key } = ring(purpose).current();
      const header = headerOf(number);
      return Buffer.concat([header, key.seal(plain, authenticated(header, place))]);
    },
    open: async (purpose, sealed, place) => {
      const header = sealed.subarray(0, HEADER_BYTES);
      const number = keyNumberOf(header);
      const key = number === null ? null : ring(purpose).numbered(number);
      const plain = key?.open(sealed.subarray(HEADER_BYTES), authenticated(header, place)) ?? null;
      if (plain === null) throw new NotOfThisPlace(`${place.table}.${place.column} does not open here`);
      return plain;
    },
  };
}

export const sealingRing = (stored: KeyFolder, purpose: KeyPurpose): KeyRing<Sealing> =>
  keyRing(stored, `seal-${purpose}`, { make: drawSecret, read: (bytes) => xaes256gcm(createSecretKey(bytes)) });

function digesting(stored: KeyFolder): Keys['digest'] {
  const ring = once((purpose: DigestPurpose) =>
    keyRing(stored, `digest-${purpose}`, { make: drawSecret, read: createSecretKey }),
  );
  return (purpose, ...parts) => {
    // One update: each costs as much as the hashing.
    return createHmac('sha256', ring(purpose).current().key).update(framed(parts)).digest();
  };
}

export const ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'RS512', 'PS256', 'PS512', 'ES256', 'ES512'];

/**
 * One key for each algorithm: a published key then says what it is for (`alg`), and PKCS#1 v1.5 and PSS never share one
 * (RFC 8017 section 8, RFC 8725 section 3.1).
 */
function signing(stored: KeyFolder): Pick<Keys, 'signer' | 'signers' | 'publicKeys'> {
  const rings = once((purpose: SigningPurpose) =>
    once((algorithm: SigningAlgorithm) => signingRing(stored, purpose, algorithm)),
  );
  return {
    signer: (purpose, algorithm) => rings(purpose)(algorithm).current().key,
    signers: (purpose, algorithm) => rings(purpose)(algorithm).generations(),
    publicKeys: (purpose) => {
      const generations = ALGORITHMS.map((algorithm) => rings(purpose)(algorithm).generations());
      const serving = generations.flatMap((signers) => signers.slice(0, 1));
      const others = generations.flatMap((signers) => signers.slice(1));
      return [...serving, ...others].map((signer) => signer.publicJwk);
    },
  };
}

export function signingRing(stored: KeyFolder, purpose: SigningPurpose, algorithm: SigningAlgorithm): KeyRing<Signer> {
  return keyRing(stored, `sign-${purpose}-${algorithm}`, {
    make: () => generateSigningKey(algorithm, purpose).export({ type: 'pkcs8', format: 'der' }),
    read: (bytes) => signerOf(algorithm, createPrivateKey({ key: Buffer.from(bytes), type: 'pkcs8', format: 'der' })),
  });
}
