import { ageOn, type CivilDate, isCivilDate, LANGUAGES } from '@tessera/base';
import { z } from 'zod';
import { parseDuration } from '../clock/duration.ts';
import { FAULT_KINDS } from '../faults/fault-board.ts';
import { MESSAGE_KINDS } from '../world/message-store.ts';

/** Oldest age that can be asked for. */
export const AGE_MAX = 110;

/** A day that exists. */
export const civilDate = z
  .string()
  .refine(isCivilDate, { error: 'give a day that exists as YYYY-MM-DD' })
  .meta({ format: 'date', examples: ['1984-05-17'] });

/** An instant with its offset: `2026-11-25T10:00:00Z`. */
export const instant = z.iso
  .datetime({ offset: true, error: 'give an instant as 2026-11-25T10:00:00Z' })
  .meta({ examples: ['2026-11-25T10:00:00Z'] });

/** The length itself; OpenAPI shows the text that it is read from. */
export const duration = z
  .string()
  .max(64)
  .transform((text, context) => {
    const read = parseDuration(text);
    if (read !== null) return read;
    context.addIssue('give an ISO 8601 duration such as PT48H, P2D or PT90S, longer than nothing');
    return z.NEVER;
  })
  .meta({ format: 'duration', examples: ['PT48H'] });

/** The born and the living: nobody from the future, nobody older than anybody. */
export function birthDateProblem(birthDate: CivilDate, today: CivilDate): string | null {
  if (birthDate > today) return `${birthDate} is still to come: today is ${today}`;
  return ageOn(birthDate, today) > AGE_MAX ? `nobody of more than ${AGE_MAX} years lives here` : null;
}

export const PersonRequest = z
  .strictObject({
    birthDate: civilDate.optional(),
    age: z.int().min(0).max(AGE_MAX).optional().describe('Whole years today, instead of birthDate.'),
    phone: z
      .string()
      .max(40)
      .nullable()
      .optional()
      .describe('A mobile number as people write it; null for a citizen who gave none; drawn when left out.'),
    email: z.string().max(254).nullable().optional().describe('null for none; drawn when left out.'),
    card: z
      .enum(['requested', 'delivered'])
      .default('delivered')
      .describe('requested: only the receipt with the first halves has come.'),
    language: z.enum(LANGUAGES).default('it').describe('Language of the messages and letters to this citizen.'),
  })
  .refine(({ birthDate, age }) => birthDate === undefined || age === undefined, {
    error: 'give birthDate or age, not both',
    path: ['age'],
  });

export const PersonAnswer = z.object({
  fiscalCode: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: civilDate,
  card: z.object({
    serial: z.string(),
    pin: z.string().describe('Eight digits; the half whose letter has not come yet is ****.'),
    puk: z.string().describe('Eight digits; the half whose letter has not come yet is ****.'),
    nis: z.string(),
  }),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  language: z.enum(LANGUAGES),
  scenario: z.string().nullable(),
  password: z.string().nullable().describe('null until the credentials are active.'),
});

export const MessageAnswer = z.object({
  id: z.int().describe('Rises with each arrival and is never given twice.'),
  kind: z.enum(MESSAGE_KINDS),
  to: z.string().describe('Phone number, e-mail address, or the lines on the envelope.'),
  subject: z.string().optional().describe('E-mails only.'),
  text: z.string(),
  code: z.string().optional().describe('The one-time code in the text, when there is one.'),
  at: instant.describe('When it arrived, on the country’s clock.'),
  pdf: z.string().optional().describe('Letters only: address of the printed letter.'),
});

export const ClockAnswer = z.object({
  now: instant,
  frozen: z.boolean(),
});

export const ClockRequest = z
  .strictObject({
    advance: duration.optional(),
    set: instant.optional(),
    freeze: z.boolean().optional(),
  })
  .refine((move) => Object.values(move).filter((value) => value !== undefined).length === 1, {
    error: 'give exactly one of advance, set and freeze',
  });

export const FaultRequest = z.strictObject({
  kind: z
    .string()
    .max(40)
    .meta({ enum: [...FAULT_KINDS] }),
  target: z
    .string()
    .max(254)
    .optional()
    .describe('Phone number, e-mail address, or serial number of a card; everybody when left out.'),
  for: duration
    .optional()
    .describe(
      'sms-late: how late, on the country’s clock (default PT2M). card-slow: how long each answer takes (default PT2S). tag-lost: after how long the card is lifted. Others: how long it lasts, in real time; until deleted when left out.',
    ),
  atApdu: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('tag-lost and power-torn: at which command to the card, counted from now; the next one when left out.'),
});

export const FaultAnswer = z.object({
  id: z.string(),
  kind: z.enum(FAULT_KINDS),
  target: z.string().nullable(),
  endsAt: instant.nullable().describe('When it mends itself, in real time.'),
  atApdu: z.int().nullable().describe('At which command to the card it strikes, once; null for all other faults.'),
});

/** What the national registration asks for is checked by the provider's own rules: here it is only an object. */
/** For the document alone: the provider judges all of it, so that every broken rule is told at once. */
export const RelyingPartyRequest = z.strictObject({
  displayName: z.string().trim().min(1).max(200),
  school: z.boolean().default(false).describe('A school, or a military school or academy: open to minors.'),
  tolerances: z.array(z.string().max(60)).max(10).optional().describe('Where a real service departs from the rules.'),
  openid_relying_party: z.looseObject({}).describe('Metadata of the OIDC profile: redirect_uris, jwks, …'),
});

export const Problem = z.object({
  type: z.string(),
  status: z.int(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
