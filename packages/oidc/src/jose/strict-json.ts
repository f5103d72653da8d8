import { JSON_DEPTH_MAX } from '../profile.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON object of a signed message; null when it is no object, nests too deep or names a member twice.
 *
 * `JSON.parse` keeps the last of two members with one name, other readers keep the first: what one side verified would
 * not be what the other reads (T-OID-20, RFC 8725 section 2.4). So as many members must be read as were written, however
 * their names are spelt.
 */
export function readJsonObject(text: string): JsonObject | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return membersRead(value, JSON_DEPTH_MAX) === membersWritten(text) ? (value as JsonObject) : null;
}

/** The members of all objects in it; NaN, which equals nothing, when it nests deeper than this. */
function membersRead(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) return Number.NaN;
  const inside: unknown[] = Object.values(value);
  let members = Array.isArray(value) ? 0 : inside.length;
  for (const one of inside) members += membersRead(one, depth - 1);
  return members;
}

/** The colons of valid JSON that stand outside its texts: one for each member. */
function membersWritten(json: string): number {
  let members = 0;
  let inText = false;
  for (let i = 0; i < json.length; i += 1) {
    const mark = json[i];
    if (mark === '"') inText = !inText;
    else if (mark === '\\') i += 1;
    else if (mark === ':' && !inText) members += 1;
  }
  return members;
}
