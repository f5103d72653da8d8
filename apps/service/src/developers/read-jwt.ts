import { fromBase64url, fromUtf8 } from '@tessera/base';

/** A JWT opened for reading: the signature was checked before, by openid-client. */
export interface ReadJwt {
  readonly header: Readonly<Record<string, unknown>>;
  /** Null when it is encrypted: five parts. */
  readonly claims: Readonly<Record<string, unknown>> | null;
}

/** Null for text that is no JWT. */
export function readJwt(jwt: string): ReadJwt | null {
  const [header, payload, ...rest] = jwt.split('.');
  const readHeader = readPart(header);
  if (readHeader === null || (rest.length !== 1 && rest.length !== 3)) return null;
  return { header: readHeader, claims: rest.length === 1 ? readPart(payload) : null };
}

function readPart(part = ''): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(fromUtf8(fromBase64url(part))) as Record<string, unknown>;
  } catch {
    return null;
  }
}
