import { type Fields, MalformedFields, Problem, readFields } from '@tessera/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Fields of a form: text, and codes as the bytes of their digits. */
export type SecretFields = Readonly<Record<string, string | Uint8Array>>;

/** Fields that hold a PIN or a PUK, in every form of this program. */
const SECRETS: ReadonlySet<string> = new Set(['pin', 'puk', 'next', 'again']);
const BODY_MAX_BYTES = 4 * 1024;

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PLUS = 0x2b;

/**
 * From here on this server reads forms so that a code never becomes a text: texts cannot be overwritten, and stay in memory as long
 * as it pleases the machine (T-CRD-12). The body is overwritten as soon as it is read, and so are the bytes that it came in.
 */
export function readFormsWithSecrets(server: FastifyInstance): void {
  // Node reads into a buffer of its own, where a code would stay until other bytes come, unless somebody listens: then each piece
  // is handed round. Node's parser is the first to have it, and keeps a copy.
  server.server.on('connection', (socket) => socket.on('data', (piece) => piece.fill(0)));
  server.removeContentTypeParser('application/x-www-form-urlencoded');
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    async (_request: FastifyRequest, payload: FastifyRequest['raw']) => {
      const pieces: Buffer[] = [];
      let length = 0;
      try {
        for await (const piece of payload as AsyncIterable<Buffer>) {
          pieces.push(piece);
          length += piece.length;
          if (length > BODY_MAX_BYTES) throw new Problem(413, 'form too large');
        }
        const body = Buffer.concat(pieces);
        try {
          return readSecretFields(body);
        } finally {
          body.fill(0);
        }
      } finally {
        for (const piece of pieces) piece.fill(0);
      }
    },
  );
}

/** Throws MalformedFields. A code that is not only digits and blanks is read as no code: the page says so. */
export function readSecretFields(body: Uint8Array): SecretFields {
  const secrets = new Map<string, Uint8Array>();
  const texts: string[] = [];
  for (const pair of split(body, AMPERSAND)) {
    const equals = pair.indexOf(EQUALS);
    const name = equals < 0 ? '' : ascii(pair.subarray(0, equals));
    if (!SECRETS.has(name)) texts.push(ascii(pair));
    else if (secrets.has(name)) throw new MalformedFields('repeated field');
    else secrets.set(name, digitsOf(pair.subarray(equals + 1)));
  }
  const fields: Fields = readFields(texts.join('&'));
  return Object.assign(Object.create(null), fields, Object.fromEntries(secrets));
}

/** The code in a field; empty where there is none. */
export function secretIn(body: unknown, name: string): Uint8Array {
  const value = typeof body === 'object' && body !== null ? (body as SecretFields)[name] : undefined;
  return value instanceof Uint8Array ? value : new Uint8Array();
}

export function textIn(body: unknown, name: string): string {
  const value = typeof body === 'object' && body !== null ? (body as SecretFields)[name] : undefined;
  return typeof value === 'string' ? value : '';
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Blanks between the digits are left out, as people group them. */
function digitsOf(value: Uint8Array): Uint8Array {
  let length = 0;
  for (const byte of value) {
    if (isDigit(byte)) length++;
    else if (byte !== PLUS) return new Uint8Array();
  }
  // Not a Buffer: a slice of one shares its bytes, and would be overwritten with it.
  const digits = new Uint8Array(length);
  let at = 0;
  for (const byte of value) if (isDigit(byte)) digits[at++] = byte;
  return digits;
}

function* split(bytes: Uint8Array, separator: number): Generator<Uint8Array> {
  let start = 0;
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, start)) {
    yield bytes.subarray(start, at);
    start = at + 1;
  }
  yield bytes.subarray(start);
}

const ascii = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
