import type { Ground, Language, Migration } from '@tessera/base';
import { hex } from '@tessera/base';
import {
  composeFiscalCode,
  INVENTED_MUNICIPALITIES,
  recordCard,
  recordMunicipality,
  registerCitizen,
  migrations as registry,
} from '@tessera/registry';
import { recordContacts } from '../contacts.ts';
import { migrations as credentials } from '../migrations.ts';
import { hashPassword, type PasswordHashing } from '../password-hashing.ts';
import { switchOn } from '../switch-on.ts';

/** The tables that these tests stand on. */
export const rooms: readonly Migration[] = [...registry, ...credentials];

export interface Person {
  readonly citizenId: string;
  readonly fiscalCode: string;
  readonly serial: string;
  readonly phone: string;
  readonly email: string;
}

export const phoneOf = (number: number): string => `+39320${String(number).padStart(7, '0')}`;
export const emailOf = (number: number): string => `persona.${number}@posta.example`;

/** Someone with a card that was asked for and contacts that the desk recorded. Another number is another person. */
export async function aCitizen(ground: Ground, number: number, language: Language = 'it'): Promise<Person> {
  const birthDate = new Date(Date.UTC(1950, 0, 1 + number)).toISOString().slice(0, 10);
  const person = { givenName: 'Fiammetta', familyName: 'Provetti', birthDate, sex: 'F', birthplace: 'H501' } as const;
  const fiscalCode = await composeFiscalCode(person);
  const [municipality] = INVENTED_MUNICIPALITIES;
  const [phone, email] = [phoneOf(number), emailOf(number)];
  return await ground.database.transaction(async (sql) => {
    await recordMunicipality(sql, municipality);
    const citizen = await registerCitizen(sql, ground, { ...person, fiscalCode, language });
    const { serial } = await recordCard(sql, ground, { citizen, municipality: municipality.belfiore });
    await recordContacts(sql, ground, citizen.id, { phone, email });
    return { citizenId: citizen.id, fiscalCode, serial, phone, email };
  });
}

export const PASSWORD = 'Caffè-di-Mare42';

/** Someone whose credentials are on, with both contacts verified. */
export async function anActiveCitizen(ground: Ground, number: number, language?: Language): Promise<Person> {
  const person = await aCitizen(ground, number, language);
  const { citizenId, phone, email } = person;
  const passwordHash = await hashPassword(ground, { citizenId, password: PASSWORD }, quickHashing);
  const outcome = await ground.database.transaction((sql) =>
    switchOn(sql, ground, { citizenId, phone, email, passwordHash, secondFactor: 'sms' }),
  );
  if (outcome !== 'switched-on') throw new Error(outcome);
  return person;
}

/** The same rules without the slowness: hundreds of guesses in a test would take minutes. */
export const quickHashing: PasswordHashing = {
  admit: (work) => work(),
  hash: async (secret) => `quick:${hex(secret)}`,
  verify: async (stored, secret) => stored === `quick:${hex(secret)}`,
  isCurrent: () => true,
  decoy: 'quick:',
};

/** The code in a message that left. */
export function codeIn(message: { readonly text?: string } | undefined): string {
  const code = /^\d{6}/.exec(message?.text ?? '')?.[0];
  if (code === undefined) throw new Error('no message with a code has left');
  return code;
}

/** All that stands in the rows, bytes as the characters that they would be. */
export const readable = (rows: readonly unknown[]): string =>
  rows
    .flatMap((row) => Object.values(row as Record<string, unknown>))
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
    .join(' ');
