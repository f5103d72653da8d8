import { fromUtf8 } from '@tessera/base';

/** Names and values of a form or of a query. Only text: no arrays, no objects, no repetitions. */
export type Fields = Readonly<Record<string, string>>;

/** The form or the query is not one that our pages send (400). The reason is for the log and holds nothing typed. */
export class MalformedFields extends Error {
  override readonly name = 'MalformedFields';
  readonly statusCode = 400;
}

const FIELDS_MAX = 100;

/**
 * Reads `a=1&b=two+words` strictly: each name once, at most a hundred, valid UTF-8, no NUL.
 *
 * Throws MalformedFields. Names with brackets stay names: nothing is ever read as an array or an object.
 * Source: WHATWG URL, application/x-www-form-urlencoded parsing; the refusals are ours (promise 26).
 */
export function readFields(encoded: string): Fields {
  // No prototype: a field called `__proto__` is a name like any other.
  const fields: Record<string, string> = Object.create(null);
  if (encoded === '') return fields;
  const pairs = encoded.split('&');
  if (pairs.length > FIELDS_MAX) throw new MalformedFields('too many fields');
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name in fields) throw new MalformedFields('repeated field');
    fields[name] = equals < 0 ? '' : decode(pair.slice(equals + 1));
  }
  return fields;
}

function decode(encoded: string): string {
  let text: string;
  try {
    text = decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new MalformedFields('not UTF-8');
  }
  if (text.includes('\0')) throw new MalformedFields('NUL in a field');
  return text;
}

/** The same for a body. Throws MalformedFields. */
export function readFormBody(body: Uint8Array): Fields {
  let encoded: string;
  try {
    encoded = fromUtf8(body);
  } catch {
    throw new MalformedFields('not UTF-8');
  }
  return readFields(encoded);
}
