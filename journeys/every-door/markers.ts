import { createHash } from 'node:crypto';
import { GOOD_PASSWORD } from '@tessera/activation/testing';
import { contactsOf } from '@tessera/credentials';
import { PASSWORD } from '@tessera/login/testing';
import { cardsOf, findCitizen } from '@tessera/registry';
import type { House } from './house.ts';
import { NEW_PASSWORD } from './portal-doors.ts';

/** What is known of one person, and must be readable nowhere. */
export interface Marked {
  readonly citizenId: string;
  readonly serial: string | null;
  /** Names, tax code, phone with and without its prefix, e-mail. */
  readonly personal: readonly string[];
}

/** Everybody in the register. */
export async function everybody({ bed }: House): Promise<Marked[]> {
  const { database, keys } = bed;
  const rows = await database.all<{ id: string }>('select id from citizens order by id');
  return Promise.all(
    rows.map(async ({ id }) => {
      const citizen = await findCitizen(database, keys, id);
      const { phone, email } = await contactsOf(database, keys, id);
      const [card] = await cardsOf(database, id);
      const names = citizen === null ? [] : [citizen.familyName, citizen.fiscalCode];
      const phones = phone === null ? [] : [phone, phone.slice(3)];
      return {
        citizenId: id,
        serial: card?.serial ?? null,
        personal: [...names, ...phones, ...(email ?? '').split(' ')].filter(Boolean),
      };
    }),
  );
}

/** The passwords that people typed, and the codes that were sent to them. */
export function secretsOf({ sent }: House): {
  readonly passwords: readonly string[];
  readonly codes: readonly string[];
} {
  const codes = sent.flatMap((message) => ('text' in message ? (/\b\d{6}\b/.exec(message.text) ?? []) : []));
  return { passwords: [PASSWORD, GOOD_PASSWORD, NEW_PASSWORD], codes };
}

/** The halves that stand on people's letters: four digits each. */
export const halvesOf = ({ sent }: House): string[] =>
  sent
    .flatMap((message) =>
      message.kind === 'letter' ? message.sheets.flatMap(({ codes }) => codes.map(({ value }) => value)) : [],
    )
    .filter((value) => /^\d{4}$/.test(value));

/** A text as it may stand somewhere: plain, URL-coded, in hexadecimal, in base64, or hashed without a key. */
export function spellings(marker: string): string[] {
  const plain = Buffer.from(marker);
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(plain).digest());
  const coded = (bytes: Buffer) => [bytes.toString('latin1'), bytes.toString('hex'), ...inBase64(bytes)];
  return [...coded(plain), encodeURIComponent(marker), ...hashes.flatMap(coded)];
}

/** Base64 of bytes that stand somewhere in others: three spellings, each without the characters that its neighbours change. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const inner = base64.slice(shift === 0 ? 0 : shift + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
