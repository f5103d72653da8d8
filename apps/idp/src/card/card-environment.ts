import { readEnvironment } from '@tessera/web';
import { z } from 'zod';

const httpsOrigin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.origin === text;
}, 'must be an https origin such as https://carta.idp.example.it');

const loopbackOrigin = z
  .string()
  .regex(/^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/, 'must be on loopback, such as http://127.0.0.1:4490');

const PATH = z.string().min(1);

/** Everything about cards, or nothing. */
const Environment = z
  .object({
    /** A PEM file with the root and issuing certificates of the card authority. */
    TESSERA_CARD_AUTHORITIES: PATH.optional(),
    /** Where the authority publishes its issuing certificates: new ones are learnt from there. Without it the file is all. */
    TESSERA_CARD_ISSUERS: z.url().optional(),
    /** The authority's OCSP responder: no other is ever asked. */
    TESSERA_CARD_RESPONDER: z.url().optional(),
    /** Its revocation list, for the time when the responder is away. */
    TESSERA_CARD_LIST: z.url().optional(),
    /** The TLS door: its origin, where it listens, and the PEM files of its key and certificate chain. */
    TESSERA_CARD_DOOR: httpsOrigin.optional(),
    TESSERA_CARD_DOOR_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    TESSERA_CARD_DOOR_KEY: PATH.optional(),
    TESSERA_CARD_DOOR_CERTIFICATE: PATH.optional(),
    TESSERA_CARD_DOOR_MAX_TLS: z.enum(['1.2', '1.3']).default('1.2'),
    /** Where Software CIE listens on citizens' own computers. */
    TESSERA_SOFTWARE_CIE: loopbackOrigin.optional(),
  })
  .superRefine((read, context) => {
    const need = (name: keyof typeof read, because: string) => {
      if (read[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `needed ${because}` });
    };
    if (read.TESSERA_CARD_DOOR !== undefined) {
      const because = 'for the TLS door';
      need('TESSERA_CARD_DOOR_PORT', because);
      need('TESSERA_CARD_DOOR_KEY', because);
      need('TESSERA_CARD_DOOR_CERTIFICATE', because);
    }
    if (read.TESSERA_CARD_DOOR !== undefined || read.TESSERA_SOFTWARE_CIE !== undefined) {
      need('TESSERA_CARD_AUTHORITIES', 'to read cards');
      need('TESSERA_CARD_RESPONDER', 'to read cards');
    } else if (read.TESSERA_CARD_AUTHORITIES !== undefined) {
      need('TESSERA_CARD_DOOR', 'to read cards, or TESSERA_SOFTWARE_CIE');
    }
  });

export interface CardSettings {
  /** Paths of PEM files, as below. */
  readonly authorities: string;
  readonly issuers: URL | null;
  readonly responder: URL;
  readonly list: URL | null;
  readonly door: CardDoorSettings | null;
  readonly softwareCie: string | null;
}

export interface CardDoorSettings {
  readonly origin: string;
  readonly port: number;
  readonly key: string;
  readonly certificate: string;
  readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
}

/** Null where the environment says nothing of cards. Throws one error that names every variable that is missing or wrong. */
export function cardSettings(environment: Readonly<Record<string, string | undefined>>): CardSettings | null {
  const read = readEnvironment(Environment, environment);
  const { TESSERA_CARD_AUTHORITIES: authorities, TESSERA_CARD_RESPONDER: responder, TESSERA_CARD_LIST: list } = read;
  if (authorities === undefined || responder === undefined) return null;
  const issuers = read.TESSERA_CARD_ISSUERS;
  return Object.freeze({
    authorities,
    issuers: issuers === undefined ? null : new URL(issuers),
    responder: new URL(responder),
    list: list === undefined ? null : new URL(list),
    door: doorSettings(read),
    softwareCie: read.TESSERA_SOFTWARE_CIE ?? null,
  });
}

function doorSettings(read: z.output<typeof Environment>): CardDoorSettings | null {
  const {
    TESSERA_CARD_DOOR: origin,
    TESSERA_CARD_DOOR_PORT: port,
    TESSERA_CARD_DOOR_KEY: key,
    TESSERA_CARD_DOOR_CERTIFICATE: certificate,
  } = read;
  if (origin === undefined || port === undefined || key === undefined || certificate === undefined) return null;
  return { origin, port, key, certificate, maxVersion: `TLSv${read.TESSERA_CARD_DOOR_MAX_TLS}` };
}
