import { NotACard } from '@tessera/chip';
import { CardInUse, type FiledCard, nodePrimitives, openCardFile } from '@tessera/readers';
import { notPossible } from './desk.ts';

/** Opens the card of a file. Throws a Refusal that says why it cannot be. */
export async function filedCard(file: string, name: string): Promise<FiledCard> {
  try {
    return await openCardFile(file, { primitives: nodePrimitives() });
  } catch (error) {
    if (error instanceof NotACard)
      throw notPossible(`${name}: ${error.message}. "tessera card new --out FILE" makes one.`);
    if (error instanceof CardInUse) throw notPossible(error.message);
    if (isMissing(error)) throw notPossible(`There is no ${name}. "tessera card new --out ${name}" makes one.`);
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
