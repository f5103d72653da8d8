import { base64url, utf8 } from '@tessera/base';
import type { CryptoKey, JWK } from 'openid-client';

/** What the national list lets a service sign with, and be written to with (docs/rules/oidc.md 16). */
export type SigningAlgorithm = 'RS256' | 'RS512' | 'ES256' | 'ES512' | 'PS256' | 'PS512';
export type KeyEncryptionAlgorithm = 'RSA-OAEP' | 'RSA-OAEP-256' | 'ECDH-ES' | 'ECDH-ES+A128KW' | 'ECDH-ES+A256KW';

/** One key of the service: the private half to use, the public half to publish. */
export interface ServiceKey<Algorithm extends string> {
  readonly algorithm: Algorithm;
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** A service signs with one key and decrypts with another. */
export interface ServiceKeys {
  readonly signing: ServiceKey<SigningAlgorithm>;
  readonly encryption: ServiceKey<KeyEncryptionAlgorithm>;
}

type KeyParameters = RsaHashedKeyGenParams | EcKeyGenParams;

const RSA = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };

const SIGNING: Readonly<Record<SigningAlgorithm, KeyParameters>> = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...RSA },
  RS512: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512', ...RSA },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', ...RSA },
  PS512: { name: 'RSA-PSS', hash: 'SHA-512', ...RSA },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521' },
};

const ENCRYPTION: Readonly<Record<KeyEncryptionAlgorithm, KeyParameters>> = {
  'RSA-OAEP': { name: 'RSA-OAEP', hash: 'SHA-1', ...RSA },
  'RSA-OAEP-256': { name: 'RSA-OAEP', hash: 'SHA-256', ...RSA },
  'ECDH-ES': { name: 'ECDH', namedCurve: 'P-256' },
  'ECDH-ES+A128KW': { name: 'ECDH', namedCurve: 'P-256' },
  'ECDH-ES+A256KW': { name: 'ECDH', namedCurve: 'P-256' },
};

const SIGNING_USES: KeyUsage[] = ['sign', 'verify'];

const encryptionUses = ({ name }: KeyParameters): KeyUsage[] =>
  name === 'ECDH' ? ['deriveBits'] : ['encrypt', 'decrypt'];

/** New keys; the private halves never leave this process. */
export async function generateServiceKeys(
  algorithms: { signing: SigningAlgorithm; encryption: KeyEncryptionAlgorithm } = {
    signing: 'RS256',
    encryption: 'RSA-OAEP-256',
  },
): Promise<ServiceKeys> {
  const signing = SIGNING[algorithms.signing];
  const encryption = ENCRYPTION[algorithms.encryption];
  const [signingPair, encryptionPair] = await Promise.all([
    generatePair(signing, SIGNING_USES),
    generatePair(encryption, encryptionUses(encryption)),
  ]);
  return {
    signing: await serviceKey(algorithms.signing, 'sig', signingPair.privateKey, signingPair.publicKey),
    encryption: await serviceKey(algorithms.encryption, 'enc', encryptionPair.privateKey, encryptionPair.publicKey),
  };
}

/**
 * Keys that the service keeps in a file of its own: two private JWKs, each with its `alg`.
 * Throws when one is no key for its algorithm.
 */
export async function importServiceKeys(stored: {
  signing: JWK & { alg: SigningAlgorithm };
  encryption: JWK & { alg: KeyEncryptionAlgorithm };
}): Promise<ServiceKeys> {
  const { signing, encryption } = stored;
  return {
    signing: await importKey(signing.alg, 'sig', signing, SIGNING[signing.alg], ['sign']),
    encryption: await importKey(encryption.alg, 'enc', encryption, ENCRYPTION[encryption.alg], [
      ENCRYPTION[encryption.alg].name === 'ECDH' ? 'deriveBits' : 'decrypt',
    ]),
  };
}

async function importKey<Algorithm extends string>(
  algorithm: Algorithm,
  use: 'sig' | 'enc',
  { alg: _alg, use: _use, key_ops: _operations, ...jwk }: JWK,
  parameters: KeyParameters,
  uses: KeyUsage[],
): Promise<ServiceKey<Algorithm>> {
  const privateKey = await crypto.subtle.importKey('jwk', jwk as JsonWebKey, parameters, false, uses);
  return named(algorithm, use, privateKey, jwk);
}

async function generatePair(parameters: KeyParameters, uses: KeyUsage[]): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(parameters, false, uses)) as CryptoKeyPair;
}

async function serviceKey<Algorithm extends string>(
  algorithm: Algorithm,
  use: 'sig' | 'enc',
  privateKey: CryptoKey,
  publicKey: CryptoKey,
): Promise<ServiceKey<Algorithm>> {
  return named(algorithm, use, privateKey, await crypto.subtle.exportKey('jwk', publicKey));
}

/** Keeps of a JWK what may be published, and names it by its thumbprint (RFC 7638). */
async function named<Algorithm extends string>(
  algorithm: Algorithm,
  use: 'sig' | 'enc',
  privateKey: CryptoKey,
  { kty, n, e, crv, x, y }: JsonWebKey,
): Promise<ServiceKey<Algorithm>> {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  const digest = await crypto.subtle.digest('SHA-256', utf8(JSON.stringify(members)).slice());
  const kid = base64url(new Uint8Array(digest));
  return { algorithm, kid, privateKey, publicJwk: { ...members, use, alg: algorithm, kid } as JWK };
}
