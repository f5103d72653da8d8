import type { AuthenticationRequest, LoginResult } from '@tessera/assurance';
import type { CivilDate, Language, OutgoingMessage, Sql } from '@tessera/base';
import {
  migrations as credentials,
  hashPassword,
  type PasswordHashing,
  recordContacts,
  switchOn,
} from '@tessera/credentials';
import { composeFiscalCode, registerCitizen, migrations as registry } from '@tessera/registry';
import type { Testbed } from '@tessera/testbed';
import { begin } from '../begin.ts';
import { migrations as login } from '../migrations.ts';
import { type OpenLogin, openLogin } from '../open-login.ts';

/** Every table that a login touches. */
export const tables = [...registry, ...credentials, ...login];

export const PASSWORD = 'Melograno-7-blu';
export const HOST = 'login.example.it';

/** Not slow to guess: these tests are about what happens around the password. */
export const quickHashing: PasswordHashing = {
  admit: (work) => work(),
  hash: async (secret) => `quick ${secret.join(' ')}`,
  verify: async (stored, secret) => stored === `quick ${secret.join(' ')}`,
  isCurrent: () => true,
  decoy: 'quick',
};

export interface Person {
  readonly citizenId: string;
  readonly fiscalCode: string;
  readonly phone: string;
}

let born = 0;

interface Somebody {
  readonly birthDate?: CivilDate;
  readonly language?: Language;
}

/** Never the same person twice. */
export async function inventPerson({ birthDate = '1980-03-10', language = 'it' }: Somebody = {}) {
  const number = ++born;
  // Three consonants of its own: they are what the tax code takes of a name.
  const [b, c, d] = [...String(number).padStart(3, '0')].map((digit) => 'bcdfglmnpr'.charAt(Number(digit)));
  const identity = {
    givenName: 'Prova',
    familyName: `${b?.toUpperCase()}a${c}a${d}o`,
    birthDate,
    sex: 'F',
    birthplace: 'H501',
    language,
  } as const;
  return { number, identity: { ...identity, fiscalCode: await composeFiscalCode(identity) } };
}

/** Somebody with active credentials. */
export async function personWithCredentials(
  bed: Testbed,
  wanted: Somebody & { secondFactor?: 'sms' | 'app'; hashing?: PasswordHashing } = {},
): Promise<Person> {
  const { secondFactor = 'sms', hashing = quickHashing } = wanted;
  const { number, identity } = await inventPerson(wanted);
  const { fiscalCode } = identity;
  const phone = `+39333${String(1_000_000 + number)}`;
  const { id } = await bed.database.transaction(async (sql) => {
    const citizen = await registerCitizen(sql, bed, identity);
    await recordContacts(sql, bed, citizen.id, { phone });
    return citizen;
  });
  const passwordHash = await hashPassword(bed, { citizenId: id, password: PASSWORD }, hashing);
  await bed.database.transaction((sql) =>
    switchOn(sql, bed, { citizenId: id, phone, email: null, passwordHash, secondFactor }),
  );
  return { citizenId: id, fiscalCode, phone };
}

export const requestFor = (changes: Partial<AuthenticationRequest> = {}): AuthenticationRequest => ({
  relyingParty: { id: 'https://comune.example.it', displayName: 'Comune di Esempio', school: false },
  minimumLevel: 1,
  preferredLevel: changes.minimumLevel ?? 1,
  forceFresh: false,
  attributes: ['givenName', 'familyName', 'birthDate', 'fiscalCode'],
  offlineAccess: false,
  languages: [],
  ...changes,
});

export const started = (
  bed: Testbed,
  changes: Partial<AuthenticationRequest> = {},
  session: string | null = null,
  cards = false,
): Promise<OpenLogin> =>
  bed.database.transaction((sql) =>
    begin(sql, bed, requestFor(changes), {
      correlation: { protocol: 'test', id: 'request-1' },
      returnOrigin: 'https://comune.example.it',
      session,
      cards,
    }),
  );

/** The number of a form: 43 characters, as pages make them. */
export const form = (name: string): string => name.padEnd(43, '0');

/** The login as the browser with this token finds it. Throws where it finds none. */
export async function seen(bed: Testbed, login: OpenLogin): Promise<OpenLogin> {
  const opened = await openLogin(bed, { id: login.id, token: login.token, attempt: null });
  if (opened.outcome !== 'open') throw new Error(`the login is ${opened.outcome}`);
  return opened.login;
}

/** The login of an outcome that has one. */
export function openOf(outcome: { readonly outcome: string } | { outcome: 'open'; login: OpenLogin }): OpenLogin {
  if (!('login' in outcome)) throw new Error(`the outcome is ${outcome.outcome}`);
  return outcome.login;
}

/** The six digits of the newest message to this phone. */
export function codeSentTo(sent: readonly OutgoingMessage[], phone: string): string {
  const message = sent.findLast((one) => one.kind === 'sms' && one.to === phone);
  const code = message?.kind === 'sms' ? /\b\d{6}\b/.exec(message.text)?.[0] : undefined;
  if (code === undefined) throw new Error(`no code was sent to ${phone}`);
  return code;
}

/** Any six digits but these. */
export const otherThan = (code: string): string => (code === '123456' ? '654321' : '123456');

/** A protocol that writes down what it is told. */
export function listeningProtocol() {
  const told: LoginResult[] = [];
  return {
    told,
    tell: async (_sql: Sql, result: LoginResult) => {
      told.push(result);
      return { kind: 'redirect', url: `https://comune.example.it/cb?answer=${told.length}` } as const;
    },
  };
}
