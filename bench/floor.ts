import {
  argon2Sync,
  constants,
  createCipheriv,
  createHash,
  createHmac,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';

/**
 * The floor: the sum of the bare cryptographic operations of one sign-in in the CIE profile, through node:crypto alone.
 *
 * Verified: request object, client assertion. Signed: ID token, access token, UserInfo. UserInfo encrypted to the service.
 * No HTTP, no storage, no JSON. Milliseconds of CPU.
 */
export interface Floor {
  readonly level1: number;
  readonly level2: number;
  /** One password hash: to be added where passwords are hashed. */
  readonly argon2id: number;
}

export function measureFloor(): Floor {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = randomBytes(700);
  const signature = sign('sha256', token, privateKey);
  const key = randomBytes(64);
  const encrypt = () => {
    // RSA-OAEP-256 with A256CBC-HS512 (RFC 7518 5.2): the key wrapped, the content encrypted, the tag made.
    publicEncrypt({ key: publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING }, key);
    const cipher = createCipheriv('aes-256-cbc', key.subarray(32), randomBytes(16));
    const content = Buffer.concat([cipher.update(token), cipher.final()]);
    createHmac('sha512', key.subarray(0, 32)).update(content).digest();
  };
  const once = () => {
    verify('sha256', token, publicKey, signature);
    verify('sha256', token, publicKey, signature);
    for (let signatures = 0; signatures < 3; signatures++) sign('sha256', token, privateKey);
    encrypt();
    createHash('sha256').update(token).digest(); // PKCE
    randomBytes(32); // the code
  };
  const level1 = cpuOf(once);
  const code = cpuOf(() => {
    createHmac('sha256', key).update(token).digest();
    randomBytes(32);
  });
  const argon2id = cpuOf(() => {
    argon2Sync('argon2id', {
      message: key,
      nonce: key.subarray(0, 16),
      memory: 19_456,
      passes: 2,
      parallelism: 1,
      tagLength: 32,
    });
  }, 10);
  return { level1, level2: level1 + code, argon2id };
}

/** Median of five passes: milliseconds of CPU of one call. */
function cpuOf(work: () => void, calls = 400): number {
  for (let i = 0; i < calls / 8; i++) work();
  const passes = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < calls; i++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / calls;
  });
  return passes.sort((a, b) => a - b)[2] ?? Number.NaN;
}
