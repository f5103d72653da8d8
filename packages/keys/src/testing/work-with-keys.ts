import { existsSync } from 'node:fs';
import { hex, type KeyPurpose, type SealedPlace, utf8 } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import { openSoftwareKeys } from '../software-keys.ts';

export interface KeyWork {
  readonly folder: string;
  /** The work ends when this file is there. */
  readonly finished: string;
}

/** What was sealed, each with its text and its place. */
export type Sealed = readonly { readonly sealed: Uint8Array; readonly text: string; readonly place: SealedPlace }[];

const KEPT = 200;

/** Every purpose in turn, also those that have no key yet; now and then as a process that has just started. */
const script: Script<KeyWork, Sealed> = async ({ input: { folder, finished }, index }) => {
  const purposes: readonly KeyPurpose[] = ['session', 'message', 'contact', 'transaction-log'];
  const done = [];
  let keys = await openSoftwareKeys({ folder });
  for (let round = 0; !existsSync(finished); round++) {
    if (round % 10 === 0) keys = await openSoftwareKeys({ folder });
    const purpose = purposes[round % purposes.length] ?? 'session';
    const place = { table: purpose, column: 'text', row: `${index}.${round}`, version: 1 };
    const text = hex(keys.digest('token', place.row));
    const sealed = await keys.seal(purpose, utf8(text), place);
    await keys.open(purpose, sealed, place);
    // All were opened; so many are looked at again afterwards.
    if (done.length < KEPT) done.push({ sealed, text, place });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
};

export default script;
