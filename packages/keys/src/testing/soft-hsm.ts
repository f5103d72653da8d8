import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HsmPlace, MODULE_MISSING } from '../hsm-token.ts';

/** A token of SoftHSM's, made for one test. */
export interface SoftHsm {
  readonly place: HsmPlace;
  /** The test's own; goes with `close`. */
  readonly folder: string;
  close(): Promise<void>;
}

const MODULE = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync);

/** Why there is no HSM to test with, in one sentence with the way to get it; null when there is one. */
export function softHsmMissing(): string | null {
  if (MODULE === undefined) return 'there is no SoftHSM here: sudo apt-get install softhsm2';
  try {
    createRequire(import.meta.url)('pkcs11js');
    return null;
  } catch {
    return MODULE_MISSING;
  }
}

/** The module reads its settings once a process: one token for each test file. */
export async function openSoftHsm(): Promise<SoftHsm> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-hsm-'));
  const tokens = join(folder, 'tokens');
  await mkdir(tokens);
  await writeFile(join(folder, 'softhsm2.conf'), `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
  const place: HsmPlace = { module: MODULE ?? '', token: 'tessera-test', pin: '98765432' };
  const labels = ['--init-token', '--free', '--label', place.token];
  const made = spawnSync('softhsm2-util', [...labels, '--so-pin', '12345678', '--pin', place.pin], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  return { place, folder, close: () => rm(folder, { recursive: true, force: true }) };
}
