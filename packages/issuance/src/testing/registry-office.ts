import type { Ground, Language, OutgoingMessage } from '@tessera/base';
import { migrations as credentials } from '@tessera/credentials';
import { createOutbox, migrations as messaging } from '@tessera/messaging';
import { migrations as pki } from '@tessera/pki';
import {
  composeFiscalCode,
  INVENTED_MUNICIPALITIES,
  recordMunicipality,
  migrations as registry,
} from '@tessera/registry';
import { openTestbed, type Testbed } from '@tessera/testbed';
import type { Letter } from '../letters.ts';
import { migrations as issuance } from '../migrations.ts';
import { type CardRequest, requestCard } from '../request-card.ts';

type Engine = Parameters<typeof openTestbed>[0];

/** A testbed with the municipalities on record and the real outbox, whose messages are also kept in `sent`. */
export async function openRegistryOffice(engine: Engine): Promise<Testbed> {
  const migrations = [...registry, ...credentials, ...messaging, ...pki, ...issuance];
  const bed = await openTestbed(engine, { migrations });
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(bed.database, municipality);
  const table = createOutbox(bed);
  const outbox: Ground['outbox'] = {
    send: async (sql, message, options) => {
      await bed.outbox.send(sql, message, options);
      return table.send(sql, message, options);
    },
  };
  return { ...bed, outbox };
}

/** Somebody who plainly does not exist asks for a card. */
export async function gelsominaAsks({
  birthDate = '1985-12-10',
  language = 'it',
  municipality = 'X001',
}: {
  birthDate?: string;
  language?: Language;
  municipality?: string;
} = {}): Promise<CardRequest> {
  const person = {
    givenName: 'Gelsomina',
    familyName: 'Testamarker',
    birthDate,
    birthplace: 'H501',
    sex: 'F',
  } as const;
  const fiscalCode = await composeFiscalCode(person);
  return {
    citizen: { ...person, fiscalCode, language },
    contacts: { phone: '+393331234567', email: 'gelsomina@posta.example' },
    municipality,
  };
}

/** Asks, and reads the receipt. */
export async function requestAndRead(bed: Testbed, request: CardRequest) {
  const issued = await requestCard(bed, request);
  return { ...issued, receipt: lastLetter(bed.sent) };
}

export function lastLetter(sent: readonly OutgoingMessage[]): Letter {
  const letter = sent.findLast((message) => message.kind === 'letter');
  if (letter?.kind !== 'letter') throw new Error('no letter was sent');
  return letter;
}

/** The four digits of a code on the sheets of a letter. */
export function halfOf(letter: Letter, code: 'PIN' | 'PUK'): string {
  const found = letter.sheets.flatMap(({ codes }) => codes).find(({ label }) => label.startsWith(code));
  if (found === undefined) throw new Error(`no half of the ${code}`);
  return found.value;
}
