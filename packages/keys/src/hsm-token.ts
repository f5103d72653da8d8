import { KeysUnavailable, type SigningAlgorithm, type SigningPurpose } from '@tessera/base';
import type { Key, MechanismType, Module, ObjectClass, Session } from 'graphene-pk11';

/** Where the token is, and what opens it. */
export interface HsmPlace {
  /** The vendor's PKCS #11 module: a shared library. */
  readonly module: string;
  /** The token's label. */
  readonly token: string;
  readonly pin: string;
}

/** A key pair in the token. Only its public half can be read. */
export interface HsmKey {
  /** Both numbers big-endian. */
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  /** Resolves to the signature, made inside the token. Throws KeysUnavailable. */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** A session that is logged in. */
export interface HsmToken {
  /** Newest first; empty when the token has no such key. */
  find(purpose: SigningPurpose, algorithm: SigningAlgorithm): readonly HsmKey[];
  /** Generates the next pair inside the token; its private half can never be read, not even wrapped. */
  make(purpose: SigningPurpose, algorithm: SigningAlgorithm): void;
  close(): void;
}

type Graphene = typeof import('graphene-pk11');

export const MODULE_MISSING =
  'The native module for PKCS #11 is not there. Compile it with: npm run hsm:build (needs g++, make and python3)';

const RSA_BITS = 2048;
const ROOT_RSA_BITS = 4096;

/** Throws KeysUnavailable when the native module, the vendor's module or the token is missing, or the PIN is refused. */
export async function openHsmToken({ module: file, token, pin }: HsmPlace): Promise<HsmToken> {
  const graphene = await loadGraphene();
  const { module, session } = attempt('the token cannot be opened', () => openSession(graphene, file, token, pin));
  const inTurn = queue();
  const objectOf = (type: ObjectClass, label: string) => {
    const found = session.find({ class: type, label });
    return found.length === 0 ? undefined : found.items(0);
  };
  const labelled = (label: string, algorithm: SigningAlgorithm): HsmKey | null => {
    const { PRIVATE_KEY, PUBLIC_KEY } = graphene.ObjectClass;
    const privateKey = objectOf(PRIVATE_KEY, label);
    const publicKey = objectOf(PUBLIC_KEY, label);
    if (privateKey === undefined || publicKey === undefined) return null;
    const mechanism = mechanismOf(graphene, algorithm);
    const { modulus, publicExponent } = publicKey.getAttribute({ modulus: null, publicExponent: null });
    if (!(modulus instanceof Uint8Array) || !(publicExponent instanceof Uint8Array)) return null;
    return {
      modulus: Uint8Array.from(modulus),
      exponent: Uint8Array.from(publicExponent),
      sign: (data) => inTurn(() => signature(session, mechanism, privateKey.toType<Key>(), data)),
    };
  };
  const find: HsmToken['find'] = (purpose, algorithm) =>
    attempt('the token does not answer', () => {
      const oldestFirst: HsmKey[] = [];
      for (;;) {
        const key = labelled(labelOf(purpose, algorithm, oldestFirst.length + 1), algorithm);
        if (key === null) return oldestFirst.reverse();
        oldestFirst.push(key);
      }
    });

  return {
    find,
    make: (purpose, algorithm) =>
      attempt('the token does not make keys', () => {
        const label = labelOf(purpose, algorithm, find(purpose, algorithm).length + 1);
        const modulusBits = purpose === 'card-root' ? ROOT_RSA_BITS : RSA_BITS;
        session.generateKeyPair(
          graphene.KeyGenMechanism.RSA,
          { label, token: true, verify: true, modulusBits, publicExponent: Buffer.from([1, 0, 1]) },
          { label, token: true, private: true, sign: true, sensitive: true, extractable: false },
        );
      }),
    close: () => {
      session.logout();
      session.close();
      module.finalize();
    },
  };
}

async function loadGraphene(): Promise<Graphene> {
  try {
    return await import('graphene-pk11');
  } catch (cause) {
    throw new KeysUnavailable(MODULE_MISSING, { cause });
  }
}

function openSession(
  { Module: Loader, SessionFlag }: Graphene,
  file: string,
  token: string,
  pin: string,
): { readonly module: Module; readonly session: Session } {
  const module = Loader.load(file);
  module.initialize();
  const slots = module.getSlots(true);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots.items(i);
    // A label is padded with blanks to its 32 characters.
    if (slot.getToken().label.trim() !== token) continue;
    const session = slot.open(SessionFlag.SERIAL_SESSION | SessionFlag.RW_SESSION);
    session.login(pin);
    return { module, session };
  }
  module.finalize();
  throw new KeysUnavailable(`no token is labelled ${token}`);
}

/** Source: PKCS #11 v3.0, section 6.1 (RSA mechanisms that hash by themselves). */
function mechanismOf({ MechanismEnum, RsaMgf, RsaPssParams }: Graphene, algorithm: SigningAlgorithm): MechanismType {
  switch (algorithm) {
    case 'RS256':
      return MechanismEnum.SHA256_RSA_PKCS;
    case 'RS512':
      return MechanismEnum.SHA512_RSA_PKCS;
    case 'PS256':
      return {
        name: 'SHA256_RSA_PKCS_PSS',
        params: new RsaPssParams(MechanismEnum.SHA256, RsaMgf.MGF1_SHA256, 32),
      };
    case 'PS512':
      return {
        name: 'SHA512_RSA_PKCS_PSS',
        params: new RsaPssParams(MechanismEnum.SHA512, RsaMgf.MGF1_SHA512, 64),
      };
    case 'ES256':
    case 'ES512':
      throw new KeysUnavailable('keys in an HSM are RSA keys here');
  }
}

/** `generation` counts from 1, and stands in the label from 2 on. */
const labelOf = (purpose: SigningPurpose, algorithm: SigningAlgorithm, generation: number): string =>
  `tessera-${purpose}-${algorithm}${generation === 1 ? '' : `.${generation}`}`;

/** In the thread pool: a token in a network takes its time. */
function signature(session: Session, mechanism: MechanismType, key: Key, data: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(new KeysUnavailable('the token does not sign', { cause }));
    try {
      session.createSign(mechanism, key).once(Buffer.from(data), (error: Error | null, signed: Buffer) => {
        if (error === null) resolve(Uint8Array.from(signed));
        else fail(error);
      });
    } catch (error) {
      fail(error);
    }
  });
}

/** A session does one operation at a time. */
function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

function attempt<Result>(trouble: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof KeysUnavailable ? cause : new KeysUnavailable(trouble, { cause });
  }
}
