import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Card, type CardOrder, type Codes, createCard, type Maker } from '@tessera/chip';
import { drawTestCard, type TestCard } from '@tessera/chip/testing';
import { nodePrimitives } from '@tessera/readers';

export { TEST_PIN, TEST_PUK } from '@tessera/chip/testing';

/** A virtual card whose certificate is a real one of its key, and what its memory holds. */
export interface CitizenCard {
  readonly made: TestCard;
  readonly card: Card;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  triesLeft(name: 'pin' | 'puk'): number;
}

/** None of whose parts looks like a PIN. */
export const TEST_NIS = '900070050031';

const REFERENCES = { pin: 0x81, puk: 0x82 } as const;
const SUBJECT = '/C=IT/surname=Finta/givenName=Prova/CN=FNTPRV90E57Z999X\\/CA00000AA.x';

export function citizenCard(changes: Partial<CardOrder> & { readonly maker?: Maker } = {}): CitizenCard {
  const primitives = nodePrimitives();
  const certificate = certificateOf(drawTestCard().order.keys.authentication.privateKey);
  const made = drawTestCard({ certificate, ...changes });
  let codes: Codes = made.card.codes;
  const memory = {
    save: async (next: Codes) => {
      codes = next;
    },
  };
  return {
    made,
    certificate,
    card: createCard(made.card, { primitives, memory }),
    triesLeft: (name) => codes.get(REFERENCES[name])?.triesLeft ?? -1,
  };
}

let known: Uint8Array | null = null;

/** Key pairs of test cards are drawn once a process, and so is this. */
function certificateOf(privateKey: Uint8Array): Uint8Array {
  if (known !== null) return known;
  const folder = mkdtempSync(join(tmpdir(), 'tessera-card-'));
  try {
    const key = join(folder, 'key.der');
    writeFileSync(key, privateKey);
    const args = ['req', '-x509', '-new', '-key', key, '-keyform', 'DER', '-subj', SUBJECT];
    known = new Uint8Array(execFileSync('openssl', [...args, '-days', '3650', '-outform', 'DER']));
    return known;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
