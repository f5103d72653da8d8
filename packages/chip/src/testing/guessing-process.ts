import { nodePrimitives } from '@tessera/ias/testing';
import { createCard } from '../card.ts';
import { CardSession } from './card-session.ts';
import { fileMemory } from './file-memory.ts';
import type { TestCard } from './test-card.ts';

/** From the test: a card, where its codes are kept, and what to guess; then a second message, to begin. */
export interface GuessingOrder {
  readonly made: TestCard;
  readonly file: string;
  readonly guesses: readonly string[];
}

/** A card and a reader in a process of their own, to be killed at any instant. It tells each status once it has it, in order. */
async function main(): Promise<void> {
  const { made, file, guesses } = await next<GuessingOrder>();
  const primitives = nodePrimitives();
  const card = createCard(made.card, { primitives, memory: fileMemory(file) });
  const session = await CardSession.open(card, made, primitives);
  const begin = next();
  await tell('ready');
  await begin;
  for (const digits of guesses) await tell(await session.verify(digits));
}

const next = <Message>(): Promise<Message> => new Promise((resolve) => process.once('message', resolve as never));

/** Resolves when the message has left this process: what was told was told, whatever comes. */
const tell = (message: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.send?.(message, undefined, undefined, (error) => (error === null ? resolve() : reject(error))),
  );

await main();
process.disconnect?.();
