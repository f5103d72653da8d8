import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Activation,
  answerDigits,
  askDigits,
  beginActivation,
  choosePassword,
  confirmPhone,
  doorOf,
  type Entered,
  findActivation,
  finishActivation,
  goOnWithoutEmail,
  type StepName,
  sendPhoneCode,
} from '@tessera/activation';
import { type Ground, type OutgoingMessage, randomToken } from '@tessera/base';
import { requestCard } from '@tessera/issuance';
import { composeFiscalCode, INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { load } from './load.ts';
import { layGround } from './providers/ground.ts';
import { withoutHashing } from './providers/without-hashing.ts';

/** Whole wizards at one size of the country, hashing left out: what is measured is what could grow. */
export interface ActivationCell {
  readonly citizens: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of this process for one wizard: the domain's nine steps, without HTTP. */
  readonly cpu: number;
  readonly errors: readonly string[];
}

const WIZARDS = 600;
const AT_ONCE = 8;
/** Cards are asked for beforehand, many at once: they share a commit. */
const ASKING_AT_ONCE = 32;

export async function measureActivations(sizes: readonly number[]): Promise<ActivationCell[]> {
  const country = await emptyCountry();
  const cells: ActivationCell[] = [];
  for (const citizens of sizes) {
    await fillUpTo(country.ground, citizens);
    const people = await askForCards(country, WIZARDS + AT_ONCE);
    const before = process.cpuUsage();
    const { done, ...loaded } = await load(
      AT_ONCE,
      60,
      async () => {
        const person = people.pop();
        if (person !== undefined) await walkTheWizard(country, person);
        // The people are used up: that ends the cell, not the time.
      },
      () => people.length <= AT_ONCE,
    );
    const { user, system } = process.cpuUsage(before);
    cells.push({ citizens, ...loaded, cpu: (user + system) / 1000 / done });
    console.log(
      `activation with ${citizens} citizens: ${loaded.perSecond.toFixed(0)}/s, CPU ${cells.at(-1)?.cpu.toFixed(2)} ms`,
    );
  }
  await country.ground.database.close();
  return cells;
}

/** A country whose outgoing messages are looked at as they are written. */
interface Country {
  readonly ground: Ground;
  /** Digits of the PUK's first half by person's name on the receipt, codes by phone. */
  readonly sent: Map<string, OutgoingMessage>;
  drawn: number;
}

interface Applicant {
  readonly fiscalCode: string;
  readonly serial: string;
  readonly phone: string;
  readonly pukFirstHalf: string;
}

async function emptyCountry(): Promise<Country> {
  const laid = await layGround({ databaseUrl: null, folder: mkdtempSync(join(tmpdir(), 'tessera-bench-')) });
  const sent = new Map<string, OutgoingMessage>();
  const outbox: Ground['outbox'] = {
    send: async (sql, message, options) => {
      sent.set(message.kind === 'letter' ? (options?.citizen ?? '') : message.to, message);
      return laid.outbox.send(sql, message, options);
    },
  };
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(laid.database, municipality);
  return { ground: { ...laid, outbox }, sent, drawn: 0 };
}

/** Rows of people who only take up room: what a search tree must pass by. */
async function fillUpTo({ database }: Ground, citizens: number): Promise<void> {
  const [row] = await database.all<{ there: number }>('select count(*) as there from citizens');
  const there = row?.there ?? 0;
  const numbers = `with recursive s(n) as (values (${there + 1}) union all select n + 1 from s where n < ${citizens})`;
  if (there >= citizens) return;
  await database.run(
    `${numbers} insert into citizens select 'filler-' || n, randomblob(32), randomblob(220), 1, 0 from s`,
  );
  await database.run(
    `${numbers} insert into issued_cards select 'filler-' || n, 'filler-' || n, 'filler-' || n, 'X001', 'delivered', 0, 0, '2036-01-01' from s`,
  );
  await database.run(
    `${numbers}, k(code, half) as (values ('pin', 'first-half'), ('pin', 'second-half'), ('puk', 'first-half'), ('puk', 'second-half'))
     insert into code_halves select 'filler-' || n, k.code, k.half, randomblob(48), 1 from s cross join k`,
  );
  await database.run(
    `${numbers} insert into contacts select 'filler-' || n, 'phone', randomblob(60), randomblob(32), 1, 0, 0 from s`,
  );
  await database.run(
    `${numbers} insert into credentials select 'filler-' || n, randomblob(32), hex(randomblob(48)), 1, 'sms', 0, null from s`,
  );
}

async function askForCards(country: Country, count: number): Promise<Applicant[]> {
  const applicants: Applicant[] = [];
  while (applicants.length < count) {
    const together = Array.from({ length: Math.min(ASKING_AT_ONCE, count - applicants.length) }, () => country.drawn++);
    applicants.push(...(await Promise.all(together.map((number) => askForCard(country, number)))));
  }
  return applicants;
}

async function askForCard({ ground, sent }: Country, number: number): Promise<Applicant> {
  const birthDate = new Date(Date.UTC(1950, 0, 1 + number)).toISOString().slice(0, 10);
  const identity = { givenName: 'Prova', familyName: 'Misuretti', sex: 'F', birthDate, birthplace: 'L378' } as const;
  const fiscalCode = await composeFiscalCode(identity);
  const phone = `+39399${1_000_000 + number}`;
  const { citizenId, serial } = await requestCard(ground, {
    citizen: { ...identity, fiscalCode, language: 'it' },
    contacts: { phone },
    municipality: INVENTED_MUNICIPALITIES[0].belfiore,
  });
  const receipt = sent.get(citizenId);
  const codes = receipt?.kind === 'letter' ? receipt.sheets.flatMap((sheet) => sheet.codes) : [];
  const pukFirstHalf = codes.find(({ label }) => label.includes('PUK'))?.value ?? '';
  return { fiscalCode, serial, phone, pukFirstHalf };
}

/** The nine steps from the form to the switch-on, as the portal's routes call them. */
async function walkTheWizard({ ground, sent }: Country, applicant: Applicant): Promise<void> {
  const { fiscalCode, serial, phone } = applicant;
  const browser = randomToken(ground.random);
  const begun = await beginActivation(ground, { browser, form: randomToken(ground.random), fiscalCode, serial });
  const question = await askDigits(ground, await at(ground, begun.token, 'digits'));
  const typed = Array.from(applicant.pukFirstHalf, (digit, i) => (question.positions.includes(i + 1) ? digit : '*'));
  const answered = await answerDigits(ground, begun.token, { form: question.form, typed: typed.join('') });
  if (answered.outcome !== 'proven') throw new Error(`digits: ${answered.outcome}`);
  const { token } = answered;
  await sendPhoneCode(ground, await at(ground, token, 'phone'), 'portal.example');
  const message = sent.get(phone);
  const code = /\d{6}/.exec(message?.kind === 'sms' ? message.text : '')?.[0] ?? '';
  await confirmPhone(ground, await at(ground, token, 'phone-code'), code);
  await goOnWithoutEmail(ground, await at(ground, token, 'email'));
  await choosePassword(ground, await at(ground, token, 'password'), 'Mosaico-di-Prova-42', withoutHashing);
  const finished = await finishActivation(ground, await at(ground, token, 'second-factor'), 'sms');
  if (finished.outcome !== 'finished') throw new Error(`switch-on: ${finished.outcome}`);
}

async function at<Step extends StepName>(ground: Ground, token: string, step: Step): Promise<Entered<Step>> {
  const activation: Activation | null = await findActivation(ground, token);
  const door = activation && doorOf(step, activation);
  if (door?.door !== 'open') throw new Error(`not at ${step}`);
  return door.activation;
}
