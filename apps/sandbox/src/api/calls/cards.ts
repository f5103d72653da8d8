import { fromHex, hex, parseCardSerial } from '@tessera/base';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import type { CardInHands } from '../../wallet/card-in-hands.ts';
import { parsePlace } from '../../wallet/place.ts';
import { CardLost } from '../../wallet/powered-chip.ts';
import { type ApiCall, apiCall } from '../api-call.ts';
import { ApiProblem, cannotBeDone } from '../problem.ts';

/** The longest short command (ISO/IEC 7816-3), in hexadecimal, with room for blanks between bytes. */
const HEX_MAX = 1_000;

const CardAnswer = z.object({
  serial: z.string(),
  nis: z.string(),
  holder: z.string(),
  fiscalCode: z.string(),
  status: z.enum(['requested', 'in-production', 'shipped', 'delivered', 'expired', 'revoked']),
  place: z.string().nullable().describe('drawer, reader or phone:{id}; null while the card is being made.'),
  maker: z.string().nullable().describe('Who made the chip; null while the card is being made.'),
  triesLeft: z.object({ pin: z.int(), puk: z.int() }).nullable().describe('null while the card is being made.'),
});

const PlaceRequest = z.strictObject({
  where: z.string().max(50).describe('drawer, reader or phone:{id}.'),
  beside: z
    .boolean()
    .default(false)
    .describe('Beside what lies there already: two cards at once, which no reader tells apart.'),
});

const ApduRequest = z.strictObject({
  hex: z.string().max(HEX_MAX).describe('A short command APDU (ISO/IEC 7816-4); blanks may stand between bytes.'),
});

const ApduAnswer = z.object({
  hex: z.string().describe('What the card answered: data and status word.'),
  sw: z.string().describe('The status word alone.'),
});

const NO_CARD = { description: 'There is no such card, or it is still being made.', schema: null };
const path = z.object({ serial: z.string().max(20) });
const example = { where: 'reader' };

export const cardCalls = (sandbox: Sandbox): ApiCall[] => [
  apiCall('get /cards', 'Virtual cards and where they lie', {
    answers: { 200: { description: 'In the order of the people.', schema: z.array(CardAnswer) } },
    handle: async () => ({ status: 200, body: (await sandbox.cards()).map(shown) }),
  }),
  apiCall('post /cards/{serial}/place', 'Put a card into the drawer, on the reader or to a phone', {
    description:
      'On the reader and on each phone there is room for one card: the one that lay there goes into the drawer. A card that is moved loses its power, and with it channel and verified PIN.',
    path,
    body: PlaceRequest,
    example,
    answers: {
      200: { description: 'It lies there now.', schema: CardAnswer },
      404: NO_CARD,
      422: { description: 'No such place.', schema: null },
    },
    handle: async ({ path: { serial }, body: { where, beside } }) => {
      const place = parsePlace(where);
      if (place === null) throw cannotBeDone(`"${where}" is no place: drawer, reader or phone:{id}.`, 'where');
      const card = await numbered(sandbox, serial);
      if ((await sandbox.wallet.place(card.serial, place, { beside })) === 'no-such-card') throw noCard(serial);
      return { status: 200, body: shown(await numbered(sandbox, serial)) };
    },
  }),
  apiCall('post /cards/{serial}/apdu', 'Send a command to a card', {
    description:
      'Wherever it lies. The command is one of many through the same contact: a channel that is open stays open, unless this command ends it.',
    path,
    body: ApduRequest,
    example: { hex: '00A4040C0DA0000000308000000009816001' },
    answers: {
      200: { description: 'The card’s answer, errors of the card among them.', schema: ApduAnswer },
      404: NO_CARD,
      409: { description: 'No answer came: the card was lifted or its power cut, as a fault asked.', schema: null },
      422: { description: 'Not hexadecimal.', schema: null },
    },
    handle: async ({ path: { serial }, body }) => {
      const command = commandIn(body.hex);
      const card = await numbered(sandbox, serial);
      const answer = hex(await transmitted(sandbox, card.serial, command)).toUpperCase();
      return { status: 200, body: { hex: answer, sw: answer.slice(-4) } };
    },
  }),
];

/** At least one byte. Throws ApiProblem. */
function commandIn(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, '');
  if (digits === '' || !/^(?:[0-9A-Fa-f]{2})+$/.test(digits))
    throw cannotBeDone('hex takes whole bytes in hexadecimal, such as 00A40000.', 'hex');
  return fromHex(digits);
}

async function transmitted(sandbox: Sandbox, serial: string, command: Uint8Array): Promise<Uint8Array> {
  try {
    return await sandbox.wallet.contact(serial, 'sandbox').transmit(command);
  } catch (error) {
    if (!(error instanceof CardLost)) throw error;
    throw new ApiProblem(409, 'No answer came', 'The card was lifted or its power cut in the middle of the command.');
  }
}

/** The card with this number, chip and all. Throws ApiProblem. */
async function numbered(sandbox: Sandbox, text: string): Promise<CardInHands> {
  const serial = parseCardSerial(text);
  const card = (await sandbox.cards()).find((each) => each.serial === serial);
  if (card === undefined || card.chip === null) throw noCard(text);
  return card;
}

const noCard = (serial: string): ApiProblem =>
  new ApiProblem(
    404,
    'No such card',
    `GET /cards lists all cards; ${serial} is not one of them, or is still being made.`,
  );

const shown = ({ serial, nis, resident, status, chip }: CardInHands): z.input<typeof CardAnswer> => ({
  serial,
  nis,
  holder: `${resident.givenName} ${resident.familyName}`,
  fiscalCode: resident.fiscalCode,
  status,
  place: chip?.place ?? null,
  maker: chip?.maker ?? null,
  triesLeft: chip === null ? null : { pin: chip.pinTriesLeft, puk: chip.pukTriesLeft },
});
