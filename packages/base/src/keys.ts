/** What a sealed value or a digest is for. Each has a key of its own: what one opens, another does not. */
export type KeyPurpose =
  | 'identity' // names, birth dates, tax codes
  | 'contact' // phone numbers and e-mail addresses
  | 'first-half' // first halves of PIN and PUK: the receipt's side of promise 17
  | 'second-half' // second halves: the letter's side
  | 'card-key' // private keys that wait in the pool for their card
  | 'message' // texts waiting to be sent
  | 'session' // what a flow remembers between two pages
  | 'transaction-log'; // requests and answers kept 24 months

/** What a keyed digest is for. */
export type DigestPurpose =
  | 'fiscal-code'
  | 'phone'
  | 'email'
  | 'one-time-code'
  | 'password'
  | 'activation-pair'
  | 'puk-positions'
  | 'token'
  | 'pairwise-subject'
  | 'robot-check'
  | 'form-token'
  | 'unknown-subject';

/** Where a sealed value lives. It opens in this place alone: moved, swapped or old values do not (promise 19). */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Raised with each new value of the same row. */
  readonly version: number;
}

/** The national list (`oidc.md` 16): nothing else signs, nothing else is accepted. */
export type SigningAlgorithm = 'RS256' | 'RS512' | 'ES256' | 'ES512' | 'PS256' | 'PS512';

/** Public half of a key as RFC 7517 writes it. */
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kid: string };

/** A private key that signs here and never leaves: in memory, or in an HSM. */
export interface Signer {
  readonly algorithm: SigningAlgorithm;
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  /** The signature as JWS wants it (ECDSA: r ‖ s). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** What a signature is for: keys are never shared between purposes. */
export type SigningPurpose =
  | 'oidc'
  | 'federation'
  | 'audit'
  | 'card-challenge' // what a card is asked to sign
  | 'card-root' // the card authority's root
  | 'card-issuer' // citizens' certificates and revocation lists
  | 'card-ocsp'
  | 'document-signer'; // security objects of cards

/** The service was lost or the value is not of this place. Reads that need it answer 503 and write nothing (promise 20). */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** The sealed value was moved, changed or is an old version. */
export class NotOfThisPlace extends Error {
  override readonly name = 'NotOfThisPlace';
}

/** Signs, seals and digests; never exports. Throws KeysUnavailable when the key service is lost. */
export interface Keys {
  /** Authenticated encryption; the place is part of what is authenticated. */
  seal(purpose: KeyPurpose, plain: Uint8Array, place: SealedPlace): Promise<Uint8Array>;
  /** Throws NotOfThisPlace. */
  open(purpose: KeyPurpose, sealed: Uint8Array, place: SealedPlace): Promise<Uint8Array>;
  /** HMAC-SHA-256 over the parts, each with its length: 32 bytes. Not async: it stands in hot paths. */
  digest(purpose: DigestPurpose, ...parts: readonly (string | Uint8Array)[]): Uint8Array;
  /** The key that signs now. */
  signer(purpose: SigningPurpose, algorithm: SigningAlgorithm): Signer;
  /** Every key that is here, that one first: older ones, for whose signatures somebody still answers, and newer ones that wait. */
  signers(purpose: SigningPurpose, algorithm: SigningAlgorithm): readonly Signer[];
  /** All public keys of the purpose that someone may still need, the signing ones first. */
  publicKeys(purpose: SigningPurpose): readonly PublicJwk[];
}
