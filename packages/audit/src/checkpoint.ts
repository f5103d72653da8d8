import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  base64url,
  type Clock,
  fromBase64url,
  fromUtf8,
  HOUR,
  type Instant,
  type Keys,
  type Sql,
  utf8,
} from '@tessera/base';
import { laneHeads } from './audit-store.ts';

/** Where each lane stood at a moment. Kept where the database's operators cannot write, it shows a cut or rewritten trail. */
export interface Checkpoint {
  readonly at: Instant;
  readonly lanes: readonly { readonly lane: number; readonly position: number; readonly hash: Uint8Array }[];
}

/** A file of the checkpoints' folder that our key did not sign. */
export class CheckpointForged extends Error {
  override readonly name = 'CheckpointForged';
}

const SUFFIX = '.checkpoint';

/** Writes a new signed checkpoint and returns its path. It is on the disk, whole, when this resolves. */
export async function writeCheckpoint(
  { database, keys, clock }: { readonly database: Sql; readonly keys: Keys; readonly clock: Clock },
  folder: string,
): Promise<string> {
  const at = clock.now();
  const lanes = (await laneHeads(database)).flatMap(({ lane, position, hash }) =>
    hash === null ? [] : [{ lane, position, hash: base64url(hash) }],
  );
  const { kid, sign } = keys.signer('audit', 'ES256');
  const signed = `${encode({ alg: 'ES256', kid, typ: 'audit-checkpoint+jws' })}.${encode({ at, lanes })}`;
  const token = `${signed}.${base64url(await sign(utf8(signed)))}`;

  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Sorts by time; the rest keeps two nodes apart.
  const file = join(folder, `${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.${randomUUID()}${SUFFIX}`);
  await writeWhole(file, token);
  return file;
}

/** Every checkpoint of the folder, oldest first. Throws a CheckpointForged that names the first bad file. */
export async function readCheckpoints(keys: Keys, folder: string): Promise<Checkpoint[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(SUFFIX)).sort();
  return Promise.all(files.map(async (file) => checked(keys, file, await readFile(join(folder, file), 'utf8'))));
}

/** Writes a checkpoint now and then every hour. Returns the way to stop: the one that was begun is on the disk when that resolves. */
export function keepCheckpoints(
  ground: { readonly database: Sql; readonly keys: Keys; readonly clock: Clock },
  {
    folder,
    every = HOUR,
    failed,
  }: { readonly folder: string; readonly every?: number; readonly failed: (error: unknown) => void },
): () => Promise<void> {
  let writing: Promise<unknown>;
  const write = (): void => {
    writing = writeCheckpoint(ground, folder).catch(failed);
  };
  write();
  const timer = setInterval(write, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await writing;
  };
}

/** Source: RFC 7515, JWS compact serialization. */
function checked(keys: Keys, file: string, token: string): Checkpoint {
  const forged = (): CheckpointForged => new CheckpointForged(`${file} is not signed by our audit key`);
  try {
    const [header = '', payload = '', signature = '', ...rest] = token.split('.');
    const { alg, kid } = decode(header) as { readonly alg: unknown; readonly kid: unknown };
    const jwk = keys.publicKeys('audit').find((key) => key.kid === kid);
    if (jwk === undefined || alg !== 'ES256' || rest.length > 0) throw forged();
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const right = verify(
      'sha256',
      utf8(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      fromBase64url(signature),
    );
    if (!right) throw forged();
    const { at, lanes } = decode(payload) as { at: Instant; lanes: { lane: number; position: number; hash: string }[] };
    return { at, lanes: lanes.map((each) => ({ ...each, hash: fromBase64url(each.hash) })) };
  } catch {
    throw forged(); // Whatever is wrong with the bytes, they are not ours.
  }
}

const encode = (value: unknown): string => base64url(utf8(JSON.stringify(value)));
const decode = (text: string): unknown => JSON.parse(fromUtf8(fromBase64url(text)));

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
