import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The text is on the disk as a whole, or the old one is: written beside it, forced out, moved into its place, and the move forced
 * out as well. Only its owner may read it.
 */
export async function writeDurably(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  // Windows has no handle of a folder, and needs none: the move is in its journal.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
