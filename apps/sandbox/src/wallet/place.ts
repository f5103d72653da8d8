import type { Place } from '../world/chip-store.ts';

/** Reads `drawer`, `reader` or `phone:` and a name of letters, digits and hyphens; null for anything else. */
export function parsePlace(text: string): Place | null {
  if (text === 'drawer' || text === 'reader') return text;
  const phone = /^phone:([A-Za-z0-9-]{1,40})$/.exec(text)?.[1];
  return phone === undefined ? null : `phone:${phone}`;
}
