import type { CivilDate, Ground, Language, OutgoingMessage } from '@tessera/base';
import { migrations as credentials } from '@tessera/credentials';
import { migrations as issuance, requestCard } from '@tessera/issuance';
import { migrations as pki } from '@tessera/pki';
import {
  composeFiscalCode,
  INVENTED_MUNICIPALITIES,
  recordMunicipality,
  migrations as registry,
} from '@tessera/registry';
import { migrations as activation } from '../migrations.ts';

/** Every table that an activation touches. */
export const tables = [...registry, ...pki, ...issuance, ...credentials, ...activation];

/** A citizen who has just asked for a card, with what stands on the receipt. */
export interface NewCitizen {
  readonly citizenId: string;
  readonly fiscalCode: string;
  readonly serial: string;
  /** The first four digits of the PUK. */
  readonly firstHalf: string;
  readonly phone: string | null;
  readonly email: string | null;
}

interface Wanted {
  readonly birthDate?: CivilDate;
  readonly expiresOn?: CivilDate;
  /** Null: the desk recorded none. */
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly language?: Language;
}

type Bed = Ground & { readonly sent: OutgoingMessage[] };

let born = 0;

/** Somebody new, issued the real way: the half of the PUK is read from the receipt. Never the same person twice. */
export async function newCitizen(bed: Bed, wanted: Wanted = {}): Promise<NewCitizen> {
  const number = ++born;
  const {
    birthDate = '1980-03-10',
    phone = `+39333${String(1_000_000 + number)}`,
    email = null,
    language = 'it',
    expiresOn,
  } = wanted;
  const person = {
    ...inventedName(number),
    birthDate,
    sex: 'F',
    birthplace: 'H501',
  } as const;
  const fiscalCode = await composeFiscalCode(person);
  const [municipality] = INVENTED_MUNICIPALITIES;
  await recordMunicipality(bed.database, municipality);
  const { citizenId, serial } = await requestCard(bed, {
    citizen: { ...person, fiscalCode, language },
    contacts: { phone: phone ?? undefined, email: email ?? undefined },
    municipality: municipality.belfiore,
    expiresOn,
  });
  return { citizenId, fiscalCode, serial, firstHalf: firstHalfOf(bed.sent), phone, email };
}

/** A name whose consonants, and so whose tax code, are of this number alone. */
function inventedName(number: number): { givenName: string; familyName: string } {
  const syllables = (digits: string) => [...digits].map((digit) => `${'bcdfglmnpr'.charAt(Number(digit))}a`).join('');
  const digits = String(number).padStart(6, '0');
  return { givenName: `Prova${syllables(digits.slice(0, 3))}`, familyName: `${syllables(digits.slice(3))} Inventata` };
}

/** The PUK's half on the newest receipt. */
function firstHalfOf(sent: readonly OutgoingMessage[]): string {
  const receipt = sent.findLast((message) => message.kind === 'letter');
  const code =
    receipt?.kind === 'letter' ? receipt.sheets[0]?.codes.find(({ label }) => label.includes('PUK')) : undefined;
  if (code === undefined) throw new Error('no receipt was sent');
  return code.value;
}

/** The six digits of the newest message to this contact. */
export function codeSentTo(sent: readonly OutgoingMessage[], to: string): string {
  const message = sent.findLast((one) => one.kind !== 'letter' && one.to === to);
  const code = message !== undefined && 'text' in message ? /\b\d{6}\b/.exec(message.text)?.[0] : undefined;
  if (code === undefined) throw new Error(`no code was sent to ${to}`);
  return code;
}
