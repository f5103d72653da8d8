// Activates people on a database, hands them over and ends: what that needed is no part of the memory of the provider under
// measurement, which opens the same database afterwards.
import type { Ground } from '@tessera/base';
import { argon2idHashing, hashPassword, type PasswordHashing, switchOn } from '@tessera/credentials';
import { requestCard } from '@tessera/issuance';
import { type Channel, startDelivery } from '@tessera/messaging';
import { composeFiscalCode, INVENTED_MUNICIPALITIES, recordMunicipality } from '@tessera/registry';
import { child, type Person } from './contract.ts';
import { layGround } from './ground.ts';
import { withoutHashing } from './without-hashing.ts';

/** So many people are activated at once, and share a commit. */
const AT_ONCE = 32;
const PASSWORD = 'Mosaico-di-Prova-42';

child(async (start) => {
  const ground = await layGround(start);
  const delivery = startDelivery(ground, [letterBox], (error) => console.error(error));
  const people = await activatePeople(ground, start.people, start.hashing ? argon2idHashing : withoutHashing);
  await delivery.settled();
  await delivery.stop();
  await ground.database.close();
  return { people };
});

/** Receipts of the people made here: nobody reads them. */
const letterBox: Channel = {
  kinds: ['letter', 'email'],
  recognisesRepeats: true,
  deliver: async () => ({ delivered: true }),
};

async function activatePeople(ground: Ground, count: number, hashing: PasswordHashing): Promise<Person[]> {
  for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(ground.database, municipality);
  const people: Person[] = [];
  while (people.length < count) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - people.length) }, (_, i) => people.length + i);
    people.push(...(await Promise.all(numbers.map((number) => activate(ground, number, hashing)))));
  }
  return people;
}

async function activate(ground: Ground, number: number, hashing: PasswordHashing): Promise<Person> {
  const birth = new Date(Date.UTC(1950, 0, 1 + number)).toISOString().slice(0, 10);
  const name = {
    givenName: 'Prova',
    familyName: 'Misuretti',
    sex: 'F',
    birthDate: birth,
    birthplace: 'L378',
  } as const;
  const fiscalCode = await composeFiscalCode(name);
  const phone = `+39399${String(1_000_000 + number)}`;
  const { citizenId } = await requestCard(ground, {
    citizen: { ...name, fiscalCode, language: 'it' },
    contacts: { phone },
    municipality: INVENTED_MUNICIPALITIES[0].belfiore,
  });
  const passwordHash = await hashPassword(ground, { citizenId, password: PASSWORD }, hashing);
  const outcome = await ground.database.transaction((sql) =>
    switchOn(sql, ground, { citizenId, phone, email: null, passwordHash, secondFactor: 'sms' }),
  );
  if (outcome !== 'switched-on') throw new Error(`person ${number}: ${outcome}`);
  return { username: fiscalCode, password: PASSWORD, phone };
}
