import { fromUtf8 } from '@tessera/base';
import { JWT_LENGTH_MAX } from '../profile.ts';
import { type JsonObject, readJsonObject } from './strict-json.ts';

/** A signed JWT as it came, read but not yet believed. */
export interface CompactJwt {
  readonly token: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** What the signature is over: the first two parts, as they came. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Reads a JWS in compact serialisation; null when it is none.
 *
 * One token has one spelling: no blanks, no padding, no unused bits set (T-OID-19). An encrypted token has five parts
 * and is refused here unread, so nobody's zip bomb is ever inflated (T-OID-18).
 */
export function readCompactJwt(token: string): CompactJwt | null {
  if (token.length > JWT_LENGTH_MAX) return null;
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const [header, claims, signature] = parts.map(decodePart);
  if (!header || !claims || !signature) return null;
  const readHeader = readJson(header);
  const readClaims = readJson(claims);
  if (readHeader === null || readClaims === null) return null;
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1');
  return { token, header: readHeader, claims: readClaims, signed, signature };
}

/** Node passes over whatever is no base64url; written again, the bytes then read otherwise. */
function decodePart(part: string): Uint8Array | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === part ? bytes : null;
}

function readJson(bytes: Uint8Array): JsonObject | null {
  try {
    return readJsonObject(fromUtf8(bytes));
  } catch {
    return null;
  }
}
