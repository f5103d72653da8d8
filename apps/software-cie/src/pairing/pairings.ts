import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { base64url, concat, fromBase64url, type Instant, type Random, utf8 } from '@tessera/base';
import { writeDurably } from '@tessera/readers';
import { z } from 'zod';

/** A card that this computer was paired with: what it is called here. */
export interface Pairing {
  readonly nis: string;
  readonly name: string;
  /** The number printed on the card. */
  readonly documentNumber: string;
  /** When its certificate ends. */
  readonly expiresAt: Instant;
}

/** The pairings of whoever owns this folder. The first half of each PIN opens only while its card lies on the reader. */
export interface Pairings {
  readonly all: readonly Pairing[];
  find(nis: string): Pairing | null;
  /** Replaces what was kept of this card. `cardSecret` is `readLocalSecret` of card-client. */
  keep(pairing: Pairing, firstHalf: Uint8Array, cardSecret: Uint8Array): Promise<void>;
  /** Null when nothing is kept, or when it does not open with this secret. */
  openFirstHalf(nis: string, cardSecret: Uint8Array): Uint8Array | null;
  forget(nis: string): Promise<void>;
}

const Nis = z.string().regex(/^\d{12}$/);
const Kept = z.strictObject({
  nis: Nis,
  name: z.string().max(200),
  documentNumber: z.string().regex(/^[0-9A-Z]{9}$/),
  expiresAt: z.int(),
  /** Nonce (12), ciphertext (4) and tag (16) of AES-256-GCM; the NIS is authenticated with them. */
  firstHalf: z.base64url().length(43),
});
type Kept = z.output<typeof Kept>;

const CIPHER = 'aes-256-gcm';
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const FILE = /^card-\d{12}\.json$/;

/** Reads the folder once: nobody else writes there. A file that is none of ours, or damaged, is passed over. */
export async function openPairings(folder: string, random: Random): Promise<Pairings> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const kept = new Map<string, Kept>();
  for (const name of (await readdir(folder)).filter((each) => FILE.test(each)).sort()) {
    const read = readKept(await readFile(join(folder, name), 'utf8'));
    if (read !== null && fileOf(read.nis) === name) kept.set(read.nis, read);
  }

  return {
    get all() {
      return [...kept.values()];
    },
    find: (nis) => kept.get(nis) ?? null,
    keep: async ({ nis, name, documentNumber, expiresAt }, firstHalf, cardSecret) => {
      const entry = Kept.parse({
        nis,
        name,
        documentNumber,
        expiresAt,
        firstHalf: base64url(seal(firstHalf, cardSecret, nis, random)),
      });
      await writeDurably(join(folder, fileOf(nis)), JSON.stringify(entry));
      kept.set(nis, entry);
    },
    openFirstHalf: (nis, cardSecret) => {
      const entry = kept.get(nis);
      return entry === undefined ? null : unseal(fromBase64url(entry.firstHalf), cardSecret, nis);
    },
    forget: async (nis) => {
      if (!kept.delete(nis)) return;
      await rm(join(folder, fileOf(nis)), { force: true });
    },
  };
}

const fileOf = (nis: string): string => `card-${nis}.json`;

function readKept(text: string): Kept | null {
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function seal(plain: Uint8Array, secret: Uint8Array, nis: string, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, secret.subarray(0, KEY_LENGTH), nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(utf8(nis));
  return concat(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag());
}

function unseal(sealed: Uint8Array, secret: Uint8Array, nis: string): Uint8Array | null {
  const nonce = sealed.subarray(0, NONCE_LENGTH);
  const decipher = createDecipheriv(CIPHER, secret.subarray(0, KEY_LENGTH), nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(utf8(nis));
  decipher.setAuthTag(sealed.subarray(-TAG_LENGTH));
  try {
    return concat(decipher.update(sealed.subarray(NONCE_LENGTH, -TAG_LENGTH)), decipher.final());
  } catch {
    // Another card's secret: OpenSSL says no more than that the tag is wrong.
    return null;
  }
}
