import { civilDateAt } from '@tessera/base';
import { parseEmail, parsePhone } from '@tessera/credentials';
import { z } from 'zod';
import type { PersonWish } from '../../people/invented-person.ts';
import type { Resident } from '../../people/people.ts';
import { LATER_SCENARIOS, SCENARIOS, scenarioNamed } from '../../people/scenarios.ts';
import { wholeCode } from '../../people/whole-code.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ApiCall, apiCall } from '../api-call.ts';
import { ApiProblem, cannotBeDone, notBuiltYet } from '../problem.ts';
import { birthDateProblem, PersonAnswer, PersonRequest } from '../schemas.ts';

export const peopleCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /people', 'Everybody who lives here', {
    answers: { 200: { description: 'In the order in which they were made.', schema: z.array(PersonAnswer) } },
    handle: async () => ({ status: 200, body: (await sandbox.everybody()).map(shown) }),
  }),
  apiCall('post /people', 'A new citizen with a card, issued the real way', {
    description:
      'The name is invented. With card "requested" only the receipt has come: pin and puk are their first halves and ****, and activation is possible already.',
    body: PersonRequest,
    example: { age: 34, card: 'delivered' },
    answers: {
      201: { description: 'The citizen, with everything that this citizen knows.', schema: PersonAnswer },
      422: { description: 'Nobody can be like that; the problem says why.', schema: null },
    },
    handle: async ({ body: { card, ...wish } }) => {
      const deeds = card === 'delivered' ? (['deliver'] as const) : [];
      return { status: 201, body: shown(await sandbox.makePerson(checked(sandbox, wish), { scenario: null, deeds })) };
    },
  }),
  apiCall('post /scenarios/{name}', 'A ready citizen for one case of the rules', {
    description: SCENARIOS.map(({ name, summary }) => `${name}: ${summary}.`).join('\n'),
    path: z.object({ name: z.string().max(40) }),
    answers: {
      201: { description: 'A new citizen each time.', schema: PersonAnswer },
      404: { description: 'No scenario has this name; the problem lists them.', schema: null },
      501: { description: 'Scenarios of the app come with it.', schema: null },
    },
    handle: async ({ path: { name } }) => {
      const bringer = LATER_SCENARIOS.get(name);
      if (bringer !== undefined) throw notBuiltYet(`"${name}" comes with ${bringer}.`);
      const scenario = scenarioNamed(name);
      if (scenario === null) {
        const names = SCENARIOS.map((each) => each.name).join(', ');
        throw new ApiProblem(404, 'No such scenario', `Choose one of ${names}.`);
      }
      return { status: 201, body: shown(await sandbox.makePersonFor(scenario)) };
    },
  }),
];

type Wish = Omit<z.output<typeof PersonRequest>, 'card'>;

/** The wish with contacts as the desk records them. Throws ApiProblem for somebody who cannot be. */
function checked(sandbox: Sandbox, wish: Wish): PersonWish {
  const { birthDate, phone, email } = wish;
  if (birthDate !== undefined) {
    const problem = birthDateProblem(birthDate, civilDateAt(sandbox.clock.now()));
    if (problem !== null) throw cannotBeDone(`${problem}.`, 'birthDate');
  }
  return {
    ...wish,
    phone: contact(phone, parsePhone, 'phone', 'is not a mobile number such as +39 399 0000000'),
    email: contact(email, parseEmail, 'email', 'is not an e-mail address'),
  };
}

/** Null and nothing stay what they are. */
function contact(
  given: string | null | undefined,
  parse: (text: string) => string | null,
  field: string,
  otherwise: string,
): string | null | undefined {
  if (typeof given !== 'string') return given;
  const parsed = parse(given);
  if (parsed === null) throw cannotBeDone(`"${given}" ${otherwise}.`, field);
  return parsed;
}

const shown = (resident: Resident): z.input<typeof PersonAnswer> => {
  const { fiscalCode, givenName, familyName, birthDate, card, phone, email, language, scenario, password } = resident;
  const { serial, nis } = card;
  return {
    fiscalCode,
    givenName,
    familyName,
    birthDate,
    card: {
      serial,
      pin: wholeCode(card.pinFirstHalf, card.pinSecondHalf),
      puk: wholeCode(card.pukFirstHalf, card.pukSecondHalf),
      nis,
    },
    phone,
    email,
    language,
    scenario,
    password,
  };
};
