import type { Resident } from '../people/people.ts';

/** Full names by our identifier of the citizen: what an event is about. */
export const namesOf = (people: readonly Resident[]): Map<string, string> =>
  new Map(people.map((person) => [person.citizenId, fullName(person)]));

/** Full names by phone number and mailbox: whom a message reached. Shared numbers name everybody who has them. */
export function ownersOf(people: readonly Resident[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const person of people) {
    for (const address of [person.phone, person.email]) {
      if (address === null) continue;
      const others = owners.get(address);
      owners.set(address, others === undefined ? fullName(person) : `${others}, ${fullName(person)}`);
    }
  }
  return owners;
}

const fullName = ({ givenName, familyName }: Resident): string => `${givenName} ${familyName}`;
