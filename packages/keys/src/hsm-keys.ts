import { createPublicKey } from 'node:crypto';
import {
  base64url,
  type Keys,
  KeysUnavailable,
  type PublicJwk,
  type Signer,
  type SigningAlgorithm,
  type SigningPurpose,
} from '@tessera/base';
import type { HsmKey, HsmToken } from './hsm-token.ts';
import { publicJwkOf } from './signer.ts';

/**
 * Keys of which some sign inside an HSM: those of the given purposes, wherever the rest is kept.
 *
 * A key that the token lacks is not made here: making the keys of an authority is a ceremony (`HsmToken.make`), not a start of a
 * server. Throws KeysUnavailable when `signer` asks for a missing one. The newest signs that was there at the first question: one
 * that is made later signs after the next start.
 */
export function keysWithHsm(rest: Keys, token: HsmToken, purposes: ReadonlySet<SigningPurpose>): Keys {
  const known = new Map<string, Signer>();
  const inToken = (purpose: SigningPurpose, algorithm: SigningAlgorithm): Signer[] =>
    token.find(purpose, algorithm).map((key) => signerOf(key, algorithm));
  const signer = (purpose: SigningPurpose, algorithm: SigningAlgorithm): Signer => {
    const name = `${purpose}/${algorithm}`;
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const [newest] = inToken(purpose, algorithm);
    if (newest === undefined) throw new KeysUnavailable(`the token has no key for ${name}`);
    known.set(name, newest);
    return newest;
  };
  const signers = (purpose: SigningPurpose, algorithm: SigningAlgorithm): readonly Signer[] => {
    const all = inToken(purpose, algorithm);
    if (all.length === 0) return [];
    const serving = signer(purpose, algorithm);
    return [serving, ...all.filter(({ kid }) => kid !== serving.kid)];
  };
  const publicKeys = (purpose: SigningPurpose): PublicJwk[] =>
    RSA_ALGORITHMS.flatMap((algorithm) => signers(purpose, algorithm)).map(({ publicJwk }) => publicJwk);
  return {
    ...rest,
    signer: (purpose, algorithm) =>
      purposes.has(purpose) ? signer(purpose, algorithm) : rest.signer(purpose, algorithm),
    signers: (purpose, algorithm) =>
      purposes.has(purpose) ? signers(purpose, algorithm) : rest.signers(purpose, algorithm),
    publicKeys: (purpose) => (purposes.has(purpose) ? publicKeys(purpose) : rest.publicKeys(purpose)),
  };
}

const RSA_ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'RS512', 'PS256', 'PS512'];

function signerOf({ modulus, exponent, sign }: HsmKey, algorithm: SigningAlgorithm): Signer {
  const jwk = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
  const publicJwk = publicJwkOf(algorithm, createPublicKey({ key: jwk, format: 'jwk' }));
  return { algorithm, kid: publicJwk.kid, publicJwk, sign };
}
