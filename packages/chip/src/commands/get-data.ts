import { concat, firstDataObject, tlv } from '@tessera/base';
import { agreedMessaging, type CardPrimitives, drawKeyPair, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import { type CardState, closeChannel } from '../card-state.ts';
import { chosen, type ObjectTree } from '../extended-header-list.ts';
import type { Turn } from '../guess.ts';

const EXTENDED_HEADER_LIST = 0x4d;

/**
 * GET DATA (INS CB): what the card shows about its keys. The data are an extended header list, `4D L ‹list›`.
 *
 * | list                              | answer                                                              |
 * |-----------------------------------|---------------------------------------------------------------------|
 * | `70{BFA101{A3 80}}`               | the Diffie-Hellman group: g (97), p (98), q (99); or one of them     |
 * | `70{BFA004{7F49 80}}`             | the readers' authority: n (81), e (82), CHR (5F20), CHA (5F4C)       |
 * | `A6{91 00}`                       | the card's public value. From here on both sides have session keys  |
 *
 * Status: 9000 · 6A80 no list · 6A88 something in it is not here, or no key agreement was prepared · 6A86 P1-P2 not 3FFF.
 * Source: ISO/IEC 7816-4, GET DATA command, odd INS; IAS ECC v1.0.1 section 5.2.3, device authentication with privacy protection.
 */
export function getData(card: CardState, command: CardCommand, primitives: CardPrimitives): Turn<ResponseApdu> {
  if (command.p1 !== 0x3f || command.p2 !== 0xff) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const object = firstDataObject(command.data);
  if (object === null || object.tag !== EXTENDED_HEADER_LIST || object.rest.length > 0 || object.value.length === 0)
    return [card, statusOnly(sw.INCORRECT_DATA)];

  const shown = chosen(securityObjects(card), object.value);
  if (shown !== null) return [card, answer(shown)];
  // Drawn only for whoever asks for it: the exponent of an agreement that nobody takes up is never made.
  const ownValue = chosen([publicValueObject(new Uint8Array())], object.value);
  return ownValue === null ? [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)] : agree(card, primitives);
}

/** Takes up the key agreement that MANAGE SECURITY ENVIRONMENT prepared; it serves once. */
function agree(card: CardState, primitives: CardPrimitives): Turn<ResponseApdu> {
  const reader = card.environment.agreement;
  if (reader === null) return [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)];
  const pair = drawKeyPair(card.group, primitives);
  const messaging = agreedMessaging(pair, reader, card.group, primitives);
  if (messaging === null) return [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)];
  return [
    { ...closeChannel(card), channel: { step: 'agreed', messaging, agreement: { own: pair.publicValue, reader } } },
    answer([publicValueObject(pair.publicValue)]),
  ];
}

function securityObjects({ group, authority }: CardState): readonly ObjectTree[] {
  const { publicKey, holderReference, holderAuthorization } = authority;
  const agreement: ObjectTree = {
    tag: 0xa3,
    content: [
      { tag: 0x97, content: group.g },
      { tag: 0x98, content: group.p },
      { tag: 0x99, content: group.q },
    ],
  };
  // In one piece: older readers name only one object of it, and look for all of them.
  const key: ObjectTree = {
    tag: 0x7f49,
    content: concat(
      tlv(0x81, publicKey.modulus),
      tlv(0x82, publicKey.exponent),
      tlv(0x5f20, holderReference),
      tlv(0x5f4c, holderAuthorization),
    ),
  };
  return [
    {
      tag: 0x70,
      content: [
        { tag: 0xbfa101, content: [agreement] },
        { tag: 0xbfa004, content: [key] },
      ],
    },
  ];
}

const publicValueObject = (value: Uint8Array): ObjectTree => ({
  tag: 0xa6,
  content: [{ tag: 0x91, content: value }],
});

const answer = (trees: readonly ObjectTree[]): ResponseApdu => ({ data: encode(trees), status: sw.SUCCESS });

const encode = (trees: readonly ObjectTree[]): Uint8Array =>
  concat(...trees.map(({ tag, content }) => tlv(tag, content instanceof Uint8Array ? content : encode(content))));
