import type { BitString } from 'asn1js';
import type { AlgorithmIdentifier } from 'pkijs';
import type { X509Certificate } from './x509.ts';

/** RSA with PKCS #1 v1.5, by the object identifier of its hash's variant. Nothing else signs lists and answers here (promise 27). */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.11', 'SHA-256'],
  ['1.2.840.113549.1.1.13', 'SHA-512'],
]);

/** True when the bytes were signed with the key of this certificate, by an algorithm of ours. */
export async function isSignatureBy(
  signer: X509Certificate,
  bytes: Uint8Array,
  { algorithm, signature }: { readonly algorithm: AlgorithmIdentifier; readonly signature: BitString },
): Promise<boolean> {
  const hash = HASHES.get(algorithm.algorithmId);
  if (hash === undefined) return false;
  return isSigned(signer, bytes, Uint8Array.from(signature.valueBlock.valueHexView), {
    name: 'RSASSA-PKCS1-v1_5',
    hash,
  });
}

/** The bare check; false also when the key is of another kind than the algorithm. */
export async function isSigned(
  { publicKey }: X509Certificate,
  bytes: Uint8Array,
  signature: Uint8Array,
  algorithm: { readonly name: string; readonly hash: string; readonly saltLength?: number },
): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  try {
    const key = await subtle.importKey('spki', publicKey.rawData, algorithm, false, ['verify']);
    return await subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(bytes));
  } catch {
    return false; // A key that is no RSA key.
  }
}
