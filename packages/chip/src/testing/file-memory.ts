import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fromHex, hex } from '@tessera/base';
import type { CardMemory } from '../card.ts';
import type { Codes } from '../card-state.ts';

/** Codes in one file, each time written anew beside it, forced to the disk, and moved into its place. */
export function fileMemory(file: string): CardMemory {
  return {
    save: async (codes) => {
      const next = `${file}.next`;
      await forced(
        next,
        JSON.stringify([...codes].map(([reference, code]) => [reference, { ...code, reference: hex(code.reference) }])),
      );
      await rename(next, file);
      const folder = await open(dirname(file), 'r');
      await folder.sync();
      await folder.close();
    },
  };
}

/** What the file holds; null before the first save. */
export function codesIn(file: string): Codes | null {
  if (!existsSync(file)) return null;
  const entries = JSON.parse(readFileSync(file, 'utf8')) as [
    number,
    { reference: string; triesLeft: number; triesMax: number },
  ][];
  return new Map(entries.map(([reference, code]) => [reference, { ...code, reference: fromHex(code.reference) }]));
}

async function forced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
