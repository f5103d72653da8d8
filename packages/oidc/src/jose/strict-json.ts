import { JSON_DEPTH_MAX } from '../profile.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Strings whole, so that brackets inside them do not count; then the marks that open, close and separate. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/**
 * Reads a JSON object of a signed message; null when it is no object, nests too deep or names a member twice.
 *
 * `JSON.parse` keeps the last of two members with one name, other readers keep the first: what one side verified would
 * not be what the other reads (T-OID-20, RFC 8725 section 2.4).
 */
export function readJsonObject(text: string): JsonObject | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return hasHonestMembers(text) ? (value as JsonObject) : null;
}

/** Walks valid JSON: false when it nests deeper than allowed, or two members of one object have the same name. */
function hasHonestMembers(json: string): boolean {
  /** Names seen in each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  let lastText = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > JSON_DEPTH_MAX) return false;
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':') {
      // Decoded before it is compared: "a" and "\u0061" are one name.
      const name: unknown = JSON.parse(lastText);
      const names = open.at(-1);
      if (typeof name !== 'string' || !names || names.has(name)) return false;
      names.add(name);
    } else if (token !== ',') {
      lastText = token;
    }
  }
  return true;
}
